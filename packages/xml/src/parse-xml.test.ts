import { describe, expect, test } from 'vitest';
import { parseXml } from './parse-xml.ts';
import { attributeOf, childOf, childrenOf, textIn } from './read-element.ts';
import { element, xmlDocument } from './write-xml.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('parsing XML', () => {
  test('names are resolved, whatever prefixes were chosen', () => {
    const root = parseXml('<a:r xmlns:a="urn:a" xmlns="urn:b" xml:lang="vi" a:n="1" n="2"><t>Sông <b>Đà</b></t></a:r>');

    expect(root).toMatchObject({ namespace: 'urn:a', name: 'r' });
    expect(childrenOf(root, 't', 'urn:a')).toEqual([]);
    expect(textIn(childOf(root, 't', 'urn:b') ?? root)).toBe('Sông Đà');
    expect(attributeOf(root, 'n')).toBe('2');
    expect(attributeOf(root, 'n', 'urn:a')).toBe('1');
    expect(attributeOf(root, 'lang', 'http://www.w3.org/XML/1998/namespace')).toBe('vi');
    expect(root.attributes).toHaveLength(3);
  });

  test('what was written is read back, whatever looks like XML in it', () => {
    const text = 'a<b>&amp;"\'\t\r\n]]> “Mường” \u{1F600}';

    const root = parseXml(bytes(xmlDocument(element('r', { v: text }, text))));

    expect(textIn(root)).toBe(text);
    expect(attributeOf(root, 'v')).toBe(text);
  });

  test('marked sections are text, and comments are nothing', () => {
    expect(parseXml('<r>a<!-- no --><![CDATA[<b>&c;]]><?p no?></r>').children).toEqual(['a', '<b>&c;']);
  });

  test('UTF-8 with its mark is read', () => {
    expect(textIn(parseXml(bytes('\uFEFF<?xml version="1.0" encoding="utf-8"?><r>ơ</r>')))).toBe('ơ');
  });

  test.each([
    ['an entity of its own', '<!DOCTYPE r [<!ENTITY e "x">]><r>&e;</r>', 'doctype'],
    ['a file from elsewhere', '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]><r>&e;</r>', 'doctype'],
    ['a billion laughs', `<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><r>&b;</r>`, 'doctype'],
    ['a document type alone', '<!DOCTYPE html><html/>', 'doctype'],
    ['an entity nobody defined', '<r>&e;</r>', 'malformed'],
    ['a character XML has no place for', '<r>&#0;</r>', 'malformed'],
    ['a tag that is not closed', '<r><a></r>', 'malformed'],
    ['a prefix nobody declared', '<x:r/>', 'malformed'],
    ['one attribute twice', '<r a="1" a="2"/>', 'malformed'],
    ['one attribute twice under two prefixes', '<r xmlns:a="u" xmlns:b="u" a:x="1" b:x="2"/>', 'malformed'],
    ['two roots', '<r/><r/>', 'malformed'],
    ['nothing', '', 'malformed'],
    ['half a file', '<r><a>', 'malformed'],
    ['no XML at all', 'Not found', 'malformed'],
    ['more depth than is read', '<a>'.repeat(101) + '</a>'.repeat(101), 'too-deep'],
  ])('%s is refused', (_what, xml, fault) => {
    expect(() => parseXml(xml)).toThrow(expect.objectContaining({ name: 'XmlError', fault }));
    expect(() => parseXml(bytes(xml))).toThrow(expect.objectContaining({ fault }));
  });

  test.each([
    ['another encoding by its name', bytes('<?xml version="1.0" encoding="windows-1258"?><r/>')],
    ['bytes that are not UTF-8', new Uint8Array([0x3c, 0x72, 0x3e, 0xe1, 0x3c, 0x2f, 0x72, 0x3e])],
    ['UTF-16 with its mark', new Uint8Array([0xff, 0xfe, 0x3c, 0x00])],
    ['UTF-16 without its mark', new Uint8Array([0x00, 0x3c, 0x00, 0x72])],
  ])('%s is refused and not guessed at', (_what, xml) => {
    expect(() => parseXml(xml)).toThrow(expect.objectContaining({ fault: 'encoding' }));
  });

  test('more than is wanted is refused before or while it is read', () => {
    expect(() => parseXml('<r>1234567890</r>', { most: 10 })).toThrow(expect.objectContaining({ fault: 'too-large' }));
    expect(() => parseXml(`<r>${'<a/>'.repeat(20)}</r>`, { mostNodes: 20 })).toThrow(
      expect.objectContaining({ fault: 'too-large' }),
    );
    expect(() => parseXml('<r a="1" b="2" c="3"/>', { mostNodes: 3 })).toThrow(
      expect.objectContaining({ fault: 'too-large' }),
    );
  });
});

import { expect, test } from 'vitest';
import { element, textElement, writeXml, xmlDocument } from './write-xml.ts';

test('what is in an element is told as text, whatever it looks like', () => {
  const title = element('dc:title', { 'xml:lang': 'vi', id: null }, 'Sông <Đà> & “Mường”');

  expect(writeXml(title)).toBe('<dc:title xml:lang="vi">Sông &lt;Đà&gt; &amp; “Mường”</dc:title>');
});

test('attributes cannot be broken out of', () => {
  expect(writeXml(element('a', { href: '"><script>' }))).toBe('<a href="&quot;&gt;&lt;script&gt;"/>');
});

test('lists and pieces written before stand one after the other; nothing is nothing', () => {
  const record = element('r', {}, [textElement('a', 'một'), null, textElement('b', '')], { xml: '<c/>' }, 'hai');

  expect(writeXml(record)).toBe('<r><a>một</a><c/>hai</r>');
});

test('a document says how it is written', () => {
  expect(xmlDocument(element('r'))).toBe('<?xml version="1.0" encoding="UTF-8"?>\n<r/>\n');
});

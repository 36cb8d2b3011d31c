import { parseEdtf } from '@diachi/domain';
import { describe, expect, test } from 'vitest';
import { schemaOrg, scriptJson } from '../schema-org.ts';
import { sampleDescribed } from '../testing/sample-described.ts';
import { bibtex } from './bibtex.ts';
import { citationTags } from './citation-tags.ts';
import { ris } from './ris.ts';

describe('citing a document', () => {
  test('BibTeX has names in their own order, EDTF for its date, and a key that does not change', () => {
    const written = bibtex(sampleDescribed({ date: parseEdtf('195X') }));

    expect(written).toMatch(/^@book\{diachi-0123456789abcdef,\n/);
    expect(written).toContain('author = {{Nguyễn Văn Đậu}},');
    expect(written).toContain('editor = {{Lò Thị Pánh} and {Hoàng Minh}},');
    expect(written).toContain('date = {195X},');
  });

  test('BibTeX keeps whoever issued or helped with it, and names no file on somebody’s own disk', () => {
    const creators = [
      { name: 'Nguyễn Văn Đậu', part: 'author' },
      { name: 'Ty Văn hoá', part: 'issuer' },
      { name: 'Tẩn A Mẩy', part: 'contributor' },
      { name: 'Sùng Thị Mai', part: 'contributor' },
    ] as const;
    const book = bibtex(sampleDescribed({ creators }));
    const official = bibtex(sampleDescribed({ creators, kind: 'official' }));

    expect(book).toContain('author = {{Nguyễn Văn Đậu}},');
    expect(book).toContain('organization = {{Ty Văn hoá}},');
    expect(book).toContain('editora = {{Tẩn A Mẩy} and {Sùng Thị Mai}},\n  editoratype = {collaborator},');
    expect(book).not.toMatch(/^ {2}(?:file|institution) =/m);
    expect(official).toContain('institution = {{Ty Văn hoá}},');
    expect(official).not.toContain('organization =');
    const alone = bibtex(sampleDescribed({ creators: [{ name: 'Ty Văn hoá', part: 'issuer' }] }));
    expect(alone).toContain('author = {{Ty Văn hoá}},');
    expect(alone).not.toMatch(/(?:organization|editora|editoratype) =/);
  });

  test('nothing in a title is a command to TeX, and no brace is left open', () => {
    const written = bibtex(sampleDescribed({ title: '}100% \\input{x} $a_b^c~#{' }));

    expect(written).toContain(
      'title = {\\textbraceright{}100\\% \\textbackslash{}input\\textbraceleft{}x\\textbraceright{} \\$a\\_b\\textasciicircum{}c\\textasciitilde{}\\#\\textbraceleft{}},',
    );
    expect(written.match(/\{/g)).toHaveLength(written.match(/\}/g)?.length ?? 0);
  });

  test('RIS is lines of tags ended by CR LF, and a line break does not begin a tag', () => {
    const written = ris(sampleDescribed({ note: 'Một\nER  - \nHai' }));
    const lines = written.split('\r\n');

    expect(lines[0]).toBe('TY  - BOOK');
    expect(lines.slice(-2)).toEqual(['ER  - ', '']);
    expect(lines.filter((line) => line.startsWith('ER'))).toHaveLength(1);
    expect(lines).toContain('AU  - Nguyễn Văn Đậu,');
    expect(lines).toContain('N1  - Một ER - Hai');
  });

  test.each([
    ['1954-05-07', '1954', '1954/05/07/'],
    ['1954', '1954', '1954///'],
    ['1954~', '1954', '1954///1954~'],
    ['1950/1955', '1950', '1950///1950–1955'],
    ['195X', '1950', '1950///195X'],
  ])('%s is dated in RIS without saying more than is known', (text, year, day) => {
    const lines = ris(sampleDescribed({ date: parseEdtf(text) })).split('\r\n');

    expect(lines).toContain(`PY  - ${year}`);
    expect(lines).toContain(`DA  - ${day}`);
  });

  test('the address of a PDF is told only when everybody may take it', () => {
    const shown = sampleDescribed();
    const hidden = { ...shown, addresses: { ...shown.addresses, pdf: null } };

    expect(citationTags(shown)).toContainEqual({ name: 'citation_pdf_url', content: shown.addresses.pdf });
    expect(citationTags(hidden).filter(({ name }) => name === 'citation_pdf_url')).toEqual([]);
    expect(citationTags(shown)).toContainEqual({ name: 'citation_author', content: 'Nguyễn Văn Đậu' });
  });

  test('a decade is no date for reference managers', () => {
    const tags = citationTags(sampleDescribed({ date: parseEdtf('195X') }));

    expect(tags.filter(({ name }) => name === 'citation_publication_date')).toEqual([]);
    expect(tags).toContainEqual({ name: 'DCTERMS.issued', content: '195X' });
  });

  test('schema.org stays inside its script element, whatever a title says', () => {
    const json = scriptJson(schemaOrg(sampleDescribed({ title: '</script><!-- & \u2028' })));

    expect(json).not.toMatch(/[<>&\u2028]/);
    expect(JSON.parse(json)).toMatchObject({
      '@type': 'Book',
      name: '</script><!-- & \u2028',
      inLanguage: ['vi', 'fr', 'blt'],
    });
  });

  test.each([
    ['1954-05-07', '1954-05-07'],
    ['1954~', '1954'],
    ['195X', '1950/1959'],
    ['1950/1955', '1950/1955'],
    ['1950/..', undefined],
  ])('%s is %s to schema.org', (text, date) => {
    expect(schemaOrg(sampleDescribed({ date: parseEdtf(text) }))['datePublished']).toBe(date);
  });
});

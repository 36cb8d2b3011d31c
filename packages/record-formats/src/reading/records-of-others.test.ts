import { parseXml } from '@diachi/xml';
import { describe, expect, test } from 'vitest';
import { readDublinCore } from '../dublin-core/read-dublin-core.ts';
import { readMarc } from '../marc/read-marc.ts';
import { readMarcXml } from '../marc/read-marc-xml.ts';
import { readMods } from '../mods/read-mods.ts';
import { calledBy } from './name-order.ts';
import { readDate } from './read-date.ts';

describe('records others wrote', () => {
  test.each([
    ['[1954?]', '1954?'],
    ['[ca. 1954]', '1954~'],
    ['c1954', '1954'],
    ['©1954.', '1954'],
    ['[195-]', '195X'],
    ['[19--?]', '19XX?'],
    ['1950-1955', '1950/1955'],
    ['1950-', '1950/..'],
    ['[between 1950 and 1955]', '1950/1955'],
    ['07/05/1954', '1954-05-07'],
    ['5/1954', '1954-05'],
    ['năm 1954', '1954'],
    ['1954-05-07T12:00:00Z', '1954-05-07T12:00:00Z'],
    ['1954, in lần 2', '1954'],
  ])('%s is the date %s', (written, text) => {
    expect(readDate(written)?.text).toBe(text);
  });

  test.each(['', 's.d.', '????', '31/02/1954x', '9'.repeat(10_000)])('%s is no date', (written) => {
    expect(readDate(written)?.text ?? null).toBe(written.includes('1954') ? '1954' : null);
  });

  test.each([
    ['Delmas, Henri', 'Henri Delmas'],
    ['Nguyễn, Văn Đậu', 'Nguyễn Văn Đậu'],
    ['Lò, Thị Pánh, 1930-', 'Lò Thị Pánh'],
    ['Nguyễn Văn Đậu', 'Nguyễn Văn Đậu'],
    ['Delmas, 1880-1945', 'Delmas'],
  ])('%s is called %s', (filed, called) => {
    expect(calledBy(filed)).toBe(called);
  });

  test('MARC with the punctuation of ISBD is read without it', () => {
    const { record, addresses } = readMarc(
      readMarcXml(
        parseXml(`<collection xmlns="http://www.loc.gov/MARC21/slim"><record>
          <leader>01234nam a2200289 a 4500</leader><controlfield tag="001"> x1 </controlfield>
          <controlfield tag="008">990101s1937    fr            000 0 fre d</controlfield>
          <datafield tag="100" ind1="1" ind2=" "><subfield code="a">Delmas, Henri,</subfield><subfield code="d">1880-1945.</subfield></datafield>
          <datafield tag="245" ind1="1" ind2="3"><subfield code="a">La haute région :</subfield><subfield code="b">notes de voyage /</subfield><subfield code="c">Henri Delmas.</subfield></datafield>
          <datafield tag="260" ind1=" " ind2=" "><subfield code="a">Hanoi :</subfield><subfield code="b">Imprimerie du Nord,</subfield><subfield code="c">1937.</subfield></datafield>
          <datafield tag="300" ind1=" " ind2=" "><subfield code="a">120 p. :</subfield><subfield code="b">ill. ;</subfield><subfield code="c">24 cm.</subfield></datafield>
          <datafield tag="650" ind1=" " ind2="0"><subfield code="a">Rivers</subfield><subfield code="z">Tonkin.</subfield></datafield>
          <datafield tag="856" ind1="4" ind2="0"><subfield code="u">javascript:alert(1)</subfield></datafield>
          <datafield tag="856" ind1="4" ind2="1"><subfield code="u">http://elsewhere.example/1</subfield></datafield>
        </record></collection>`),
      ),
    );

    expect(record).toMatchObject({
      title: 'La haute région : notes de voyage',
      creators: [{ name: 'Henri Delmas', part: 'author' }],
      publisher: 'Imprimerie du Nord',
      publicationPlace: 'Hanoi',
      extent: '120 p. : ill. ; 24 cm',
      subjects: ['Rivers -- Tonkin'],
      language: 'fra',
      kind: 'book',
      date: { text: '1937' },
    });
    expect(addresses).toMatchObject({ document: 'http://elsewhere.example/1', pdf: null });
  });

  test('what is far too long or too much is cut, not refused', () => {
    const many = Array.from({ length: 500 }, (_, at) => `<dc:subject>${at} ${'x'.repeat(9_000)}</dc:subject>`).join('');

    const { record } = readDublinCore(
      parseXml(
        `<r xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${'T\u0001'.replace('\u0001', ' ').repeat(2_000)}</dc:title>${many}</r>`,
      ),
    );

    expect(record.title?.length).toBeLessThanOrEqual(500);
    expect(record.subjects).toHaveLength(50);
    expect(record.subjects?.[0]).toHaveLength(200);
  });

  test('MODS with names in parts and dates between points is understood', () => {
    const { record } = readMods(
      parseXml(`<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><nonSort>The</nonSort><title>Valley</title></titleInfo>
        <name type="personal"><namePart type="family">Nguyễn</namePart><namePart type="given">Văn Đậu</namePart></name>
        <originInfo><dateIssued point="start">1950</dateIssued><dateIssued point="end">1955</dateIssued></originInfo>
        <language><languageTerm type="code">fre</languageTerm></language></mods>`),
    );

    expect(record).toEqual({
      title: 'The Valley',
      creators: [{ name: 'Nguyễn Văn Đậu', part: 'author' }],
      date: { text: '1950/1955', fromYear: 1950, toYear: 1955 },
      language: 'fra',
    });
  });
});

describe('a text without end holds nothing up, and is cut between characters', () => {
  const MOST = 1_000_000;
  const title = (text: string) =>
    readMarc(
      readMarcXml(
        parseXml(`<record><datafield tag="245"><subfield code="a">${text}</subfield></datafield>
          <datafield tag="700"><subfield code="a">Lò Thị Pánh</subfield><subfield code="e">${text}</subfield></datafield></record>`),
      ),
    ).record.title;

  // Each of these once took a time that grew with the square of its length: hours.
  test.each([
    ['spaces', `a${' '.repeat(MOST)}b`, 'a'],
    ['full stops', `a${'.'.repeat(MOST)}b`, `a${'.'.repeat(499)}`],
    ['marks', `a${'\u0323\u0301'.repeat(MOST / 2)}b`, /^ạ\u0323*\u0301+b?$/],
  ])('of %s', (_what, text, expected) => {
    expect(title(text)).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  });

  test('half a character is never kept', () => {
    expect(title(`a${'\u{1F600}'.repeat(400)}`)).toBe(`a${'\u{1F600}'.repeat(249)}`);
  });
});

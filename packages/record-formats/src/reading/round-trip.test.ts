import { DOCUMENT_KINDS, type DocumentRecord, isFailure, parseEdtf } from '@diachi/domain';
import { parseXml, writeXml } from '@diachi/xml';
import { describe, expect, test } from 'vitest';
import { dublinCore } from '../dublin-core/dublin-core.ts';
import { dublinCoreTerms } from '../dublin-core/dublin-core-terms.ts';
import { readDublinCore } from '../dublin-core/read-dublin-core.ts';
import { marc } from '../marc/marc.ts';
import { marcXml } from '../marc/marc-xml.ts';
import { readIso2709 } from '../marc/read-iso-2709.ts';
import { readMarc } from '../marc/read-marc.ts';
import { readMarcXml } from '../marc/read-marc-xml.ts';
import { writeIso2709 } from '../marc/write-iso-2709.ts';
import { mods } from '../mods/mods.ts';
import { readMods } from '../mods/read-mods.ts';
import { sampleDescribed } from '../testing/sample-described.ts';

const DATES = [
  '1954',
  '1954-05-07',
  '1954-05',
  '1954~',
  '1954?',
  '1954%',
  '195X',
  '19XX',
  '1950/1955',
  '1950/..',
  '../1955',
  '1950/',
  '1954-21',
];

const throughMods = (said: Partial<DocumentRecord>) => readMods(parseXml(writeXml(mods(sampleDescribed(said)))));
const throughXml = (said: Partial<DocumentRecord>) =>
  readMarc(readMarcXml(parseXml(writeXml(marcXml(marc(sampleDescribed(said)))))));
const throughIso = (said: Partial<DocumentRecord>) => readMarc(readIso2709(writeIso2709(marc(sampleDescribed(said)))));

/** What no catalogue of others decides here. */
function told({ library: _library, access: _access, embargoUntil: _until, ...said }: DocumentRecord) {
  return { ...said, creators: said.creators.toSorted((one, other) => one.name.localeCompare(other.name)) };
}

const sorted = (record: Partial<DocumentRecord>) => ({
  ...record,
  creators: (record.creators ?? []).toSorted((one, other) => one.name.localeCompare(other.name)),
});

describe.each([
  ['MODS', throughMods],
  ['MARCXML', throughXml],
  ['ISO 2709', throughIso],
])('a record that went through %s', (_format, through) => {
  test.each(DOCUMENT_KINDS)('is the same %s', (kind) => {
    const { record, identifier } = through({ kind });

    expect(sorted(record)).toEqual(told({ ...sampleDescribed().record, kind }));
    expect(identifier).toBe('0123456789abcdef');
  });

  test.each(DATES)('has the date %s still', (text) => {
    expect(through({ date: parseEdtf(text), kind: 'manuscript' }).record.date).toEqual(parseEdtf(text));
    expect(through({ date: parseEdtf(text), kind: 'newspaper' }).record.date).toEqual(parseEdtf(text));
  });

  test('says nothing that was not said', () => {
    const bare = {
      otherTitle: '',
      englishTitle: '',
      creators: [],
      publisher: '',
      publicationPlace: '',
      series: '',
      subjects: [],
      places: [],
      summary: '',
      englishSummary: '',
      extent: '',
      note: '',
      callNumber: '',
      isbn: '',
      issn: '',
      licence: 'unknown',
      rightsHolder: '',
      collection: '',
      date: null,
      language: 'vie',
    } as const;

    expect(through(bare).record).toEqual({ title: sampleDescribed().record.title, kind: 'book', language: 'vie' });
  });

  test('tells where it is', () => {
    expect(through({}).addresses).toEqual(sampleDescribed().addresses);
  });
});

test.each([
  ['simple', dublinCore],
  ['qualified', dublinCoreTerms],
])('%s Dublin Core says what it can', (_form, write) => {
  const { record, addresses } = readDublinCore(parseXml(writeXml(write(sampleDescribed()))));
  const { title, otherTitle, englishTitle, subjects, places, summary, englishSummary, note, isbn, issn, extent } =
    sampleDescribed().record;

  expect(record).toMatchObject({
    title,
    otherTitle,
    englishTitle,
    subjects,
    places,
    summary,
    englishSummary,
    note,
    isbn,
    issn,
    extent,
  });
  expect(record).toMatchObject({ kind: 'book', language: 'vie+fra+blt', licence: 'cc-by', date: parseEdtf('1954~') });
  expect(record.creators?.map(({ name }) => name)).toEqual(expect.arrayContaining(['Nguyễn Văn Đậu', 'Henri Delmas']));
  expect(addresses).toMatchObject({
    document: sampleDescribed().addresses.document,
    pdf: sampleDescribed().addresses.pdf,
  });
});

describe('ISO 2709 of others', () => {
  const whole = writeIso2709(marc(sampleDescribed()));

  test('is refused clearly wherever it is damaged, and never read wrongly as something else', () => {
    const places = Array.from({ length: 400 }, (_, at) => at);

    const outcomes = places.map((at) => {
      const damaged = whole.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0x15;
      try {
        return typeof readIso2709(damaged).leader;
      } catch (thrown) {
        return isFailure(thrown) ? thrown.code : String(thrown);
      }
    });

    expect([...new Set(outcomes)].toSorted()).toEqual(
      ['record.not-marc', 'string', ...(outcomes.includes('record.marc-8') ? ['record.marc-8'] : [])].toSorted(),
    );
  });

  test('that breaks off is refused', () => {
    for (const length of [0, 5, 24, 100, whole.length - 1]) {
      expect(() => readIso2709(whole.subarray(0, length))).toThrow(
        expect.objectContaining({ code: 'record.not-marc' }),
      );
    }
  });

  test('in MARC-8 is refused by that name', () => {
    const older = whole.slice();
    older[9] = 0x20;

    expect(() => readIso2709(older)).toThrow(expect.objectContaining({ code: 'record.marc-8', kind: 'invalid' }));
  });
});

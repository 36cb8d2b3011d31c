import { DOCUMENT_KINDS, type DocumentRecord, parseEdtf } from '@diachi/domain';
import { describe, expect, test } from 'vitest';
import { sampleDescribed } from '../testing/sample-described.ts';
import { marc } from './marc.ts';
import type { MarcRecord } from './marc-record.ts';
import { writeIso2709 } from './write-iso-2709.ts';

/** A field as cataloguers write it: `245 10 $aĐịa chí`. */
const fields = ({ dataFields }: MarcRecord, tag: string) =>
  dataFields
    .filter((one) => one.tag === tag)
    .map(({ indicators, subfields }) =>
      [indicators.replaceAll(' ', '#'), ...subfields.map(({ code, value }) => `$${code}${value}`)].join(' '),
    );

const control = ({ controlFields }: MarcRecord, tag: string) =>
  controlFields.find((one) => one.tag === tag)?.value ?? '';
const written = (said: Partial<DocumentRecord> = {}) => marc(sampleDescribed(said));

describe('a record as MARC 21', () => {
  test.each(DOCUMENT_KINDS)('the fixed fields of a %s have their lengths', (kind) => {
    const record = written({ kind });

    expect(record.leader).toHaveLength(24);
    expect(record.leader.charAt(9)).toBe('a');
    expect([6, 7, 8].map((last) => control(record, `00${last}`).length)).toEqual([18, 14, 40]);
    expect(control(record, '005')).toBe('20260203040506.0');
    expect(control(record, '008').slice(0, 6)).toBe('260102');
  });

  test.each([
    ['book', 'am'],
    ['newspaper', 'as'],
    ['article', 'aa'],
    ['manuscript', 'tm'],
    ['map', 'em'],
    ['photograph', 'km'],
  ] as const)('a %s is of type %s', (kind, type) => {
    expect(written({ kind }).leader.slice(6, 8)).toBe(type);
  });

  test.each([
    ['1954', 'book', 's1954    ', '1954', undefined],
    ['1954-05-07', 'book', 'e19540507', '1954-05-07', '1954-05-07'],
    ['1954-05', 'book', 'e195405  ', '1954-05', '1954-05'],
    ['1954~', 'book', 's1954    ', '[khoảng 1954]', '1954~'],
    ['1954?', 'book', 's1954    ', '[1954?]', '1954?'],
    ['195X', 'book', 's195u    ', '[195-]', '195X'],
    ['19XX', 'book', 's19uu    ', '[19--]', '19XX'],
    ['1950/1955', 'book', 'm19501955', '1950-1955', '1950/1955'],
    ['1950/1955', 'newspaper', 'd19501955', '1950-1955', '1950/1955'],
    ['1950/..', 'newspaper', 'c19509999', '1950-', '1950/..'],
    ['1950/', 'newspaper', 'u1950uuuu', '1950-', '1950/'],
    ['../1955', 'book', 'muuuu1955', '-1955', '../1955'],
    ['-0044', 'book', 'b        ', '-0044', '-0044'],
    ['1954-21', 'book', 's1954    ', '1954', '1954-21'],
  ] as const)('%s of a %s is a date of its own kind', (text, kind, fixed, shown, coded) => {
    const record = written({ kind, date: parseEdtf(text) });

    expect(control(record, '008').slice(6, 15)).toBe(fixed);
    expect(fields(record, '264')[0]).toContain(`$c${shown}`);
    expect(fields(record, '046')).toEqual(coded === undefined ? [] : [`## $k${coded} $2edtf`]);
  });

  test('nothing known of a date is said to be not known', () => {
    expect(control(written({ date: null }), '008').slice(6, 15)).toBe('nuuuuuuuu');
  });

  test('the first author is the main entry, in the order the name is called by, and bodies are bodies', () => {
    const record = written();

    expect(fields(record, '100')).toEqual(['0# $aNguyễn Văn Đậu $etác giả $4aut']);
    expect(fields(record, '245')).toEqual(['10 $aĐịa chí Mường Thanh & <vùng> “phụ cận”']);
    expect(fields(record, '710')).toEqual(['2# $aỦy ban hành chính tỉnh $ecơ quan ban hành $4isb']);
    expect(fields(record, '700')).toHaveLength(3);
    expect(fields(written({ creators: [] }), '245')[0]).toMatch(/^00 /);
  });

  test('languages that catalogues have no code for are named by the list that has one', () => {
    expect(fields(written(), '041')).toEqual(['1# $avie $afre', '17 $ablt $2iso639-3']);
    expect(control(written({ language: 'blt' }), '008').slice(35, 38)).toBe('mis');
    expect(fields(written({ language: 'chi_sim' }), '041')).toEqual([]);
    expect(control(written({ language: 'chi_sim' }), '008').slice(35, 38)).toBe('chi');
  });

  test('who may see it, and what they may do with it, is said', () => {
    expect(fields(written(), '506')).toEqual(['0# $aTruy cập mở']);
    expect(fields(written({ access: 'members', embargoUntil: '2030-01-31' }), '506')).toEqual([
      '1# $aDành cho bạn đọc của thư viện từ ngày 2030-01-31',
    ]);
    expect(fields(written(), '540')).toEqual([
      '## $aCreative Commons Ghi công 4.0 $uhttp://creativecommons.org/licenses/by/4.0/',
    ]);
    expect(fields(written({ licence: 'unknown' }), '540')).toEqual([]);
  });

  test('an article stands in something, a book in a series', () => {
    expect(fields(written(), '490')).toEqual(['0# $aTư liệu Điện Biên $vtập 3']);
    expect(fields(written({ kind: 'article' }), '773')).toEqual(['0# $tTư liệu Điện Biên $gtập 3']);
    expect(fields(written({ kind: 'article' }), '490')).toEqual([]);
  });
});

describe('MARC in ISO 2709', () => {
  test('a note too long for a field is told in several, cut between words', () => {
    const summary = 'Mường Thanh '.repeat(400).trim();

    const bytes = writeIso2709(written({ summary }));

    expect(Number(new TextDecoder().decode(bytes.subarray(0, 5)))).toBe(bytes.length);
    const pieces = new TextDecoder()
      .decode(bytes)
      .split('\x1e')
      .filter((one) => one.startsWith('  \x1faMường'));
    expect(pieces.map((piece) => piece.slice(4)).join(' ')).toBe(summary);
    expect(Math.max(...pieces.map((piece) => new TextEncoder().encode(piece).length))).toBeLessThan(9_999);
  });

  test('a record too long for it is refused, and says how it can be had', () => {
    const subjects = Array.from({ length: 50 }, (_, number) => `${number} ${'ế'.repeat(195)}`);
    const creators = subjects.map((name) => ({ name, part: 'contributor' as const }));

    const long = written({ subjects, places: subjects, creators, summary: 'ế '.repeat(2_500) });

    expect(() => writeIso2709(long)).toThrow(
      expect.objectContaining({ code: 'record.marc-too-long', kind: 'invalid' }),
    );
  });

  test('what divides fields cannot be smuggled into one', () => {
    const bytes = writeIso2709(written({ title: 'Một\x1e245\x1dhai\x1fa ba' }));

    expect(bytes.filter((byte) => byte === 0x1d)).toHaveLength(1);
    expect(fields(written({ title: 'Một\x1fahai' }), '245')).toEqual(['10 $aMột ahai']);
  });
});

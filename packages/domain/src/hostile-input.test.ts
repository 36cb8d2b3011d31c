import { describe, expect, test } from 'vitest';
import { parseChecksum } from './checksum.ts';
import { parseDocumentId } from './document-id.ts';
import { parseLibraryCode } from './library.ts';
import { MAX_PAGES, parsePageIndex } from './page.ts';
import { parseRecord } from './parse-record.ts';
import { UNDESCRIBED } from './record.ts';
import { parseRevision } from './revision.ts';

const nothing = [null, undefined, '', 0, true, [], {}, Symbol('x'), () => {}, Number.NaN];

describe('ids', () => {
  test('a document id is sixteen small letters and digits', () => {
    expect(parseDocumentId('0123456789abcdyz')).toBe('0123456789abcdyz');
  });

  test.each([
    ...nothing,
    '../../etc/passwd',
    '0123456789ABCDEF',
    '0123456789abcde',
    '0123456789abcdef0',
    '0123456789abcde\n',
  ])('case %#: %j is none', (raw) => {
    expect(() => parseDocumentId(raw)).toThrowError(invalid('document.bad-id'));
  });

  test('a checksum is 64 small hexadecimal digits', () => {
    expect(parseChecksum('0f'.repeat(32))).toBe('0f'.repeat(32));
  });

  test.each([...nothing, '0F'.repeat(32), '0f'.repeat(31), '0g'.repeat(32), `${'0f'.repeat(32)}\n`])(
    'case %#: %j is no checksum',
    (raw) => {
      expect(() => parseChecksum(raw)).toThrowError(invalid('checksum.bad-form'));
    },
  );

  test.each(['tinh', 'muong-te', 'a', '1', 'x'.repeat(32)])('%s is a library code', (code) => {
    expect(parseLibraryCode(code)).toBe(code);
  });

  test.each([...nothing, 'Tinh', '-tinh', 'tinh-', 'mường-tè', 'a b', '../a', 'a\n', 'x'.repeat(33)])(
    'case %#: %j is no library code',
    (raw) => {
      expect(() => parseLibraryCode(raw)).toThrowError(invalid('library.bad-code'));
    },
  );
});

describe('pages and revisions', () => {
  test.each([
    [0, 0],
    ['0', 0],
    ['19999', MAX_PAGES - 1],
    [12, 12],
  ])('%j is page %i', (raw, page) => {
    expect(parsePageIndex(raw)).toBe(page);
  });

  test.each([
    ...nothing.filter((raw) => raw !== 0),
    -1,
    1.5,
    MAX_PAGES,
    '20000',
    '-1',
    '1e3',
    '0x1',
    ' 1',
    '1\n',
    '999999',
    Number.POSITIVE_INFINITY,
  ])('case %#: %j is no page', (raw) => {
    expect(() => parsePageIndex(raw)).toThrowError(invalid('page.bad-index'));
  });

  test('a revision keeps nothing but its document and number', () => {
    const documentId = '0123456789abcdef';

    expect(parseRevision({ documentId, number: 1, role: 'admin' })).toEqual({ documentId, number: 1 });
  });

  test.each([...nothing, 0, 10_000, 1.5, '1', -1].map((number) => ({ documentId: '0123456789abcdef', number })))(
    'case %#: %j is no revision',
    (raw) => {
      expect(() => parseRevision(raw)).toThrowError(invalid('revision.bad-form'));
    },
  );

  test('a revision of no document is none', () => {
    expect(() => parseRevision({ documentId: '..', number: 1 })).toThrowError(invalid('document.bad-id'));
    expect(() => parseRevision(null)).toThrowError(invalid('revision.bad-form'));
  });
});

describe('records', () => {
  const least = { title: 'Sông Đà', library: 'tinh' };

  test('what is not said has its simplest value', () => {
    expect(parseRecord(least)).toEqual({
      ...least,
      ...UNDESCRIBED,
      collection: '',
      kind: 'other',
      date: null,
      language: 'vie',
    });
  });

  test('lines are joined, marks too, and what nobody sees is taken out', () => {
    const title = ` Sông\r\n\tĐà\u200B \u202E${'Địa chí'.normalize('NFD')} `;

    expect(parseRecord({ ...least, title }).title).toBe('Sông Đà Địa chí');
  });

  test('a date is read from text and from a record of ours', () => {
    const date = { text: '195X', fromYear: 1950, toYear: 1959 };

    expect(parseRecord({ ...least, date: '195X' }).date).toEqual(date);
    expect(parseRecord({ ...least, date: { ...date, fromYear: -9 } }).date).toEqual(date);
    expect(parseRecord({ ...least, date: '' }).date).toBeNull();
  });

  test('reading what was read changes nothing', () => {
    const record = parseRecord({
      ...least,
      kind: 'map',
      date: '1950/1955',
      language: 'vie+fra',
      collection: ' Bản  đồ ',
    });

    expect(parseRecord(JSON.parse(JSON.stringify(record)))).toEqual(record);
  });

  test.each<[string, Record<string, unknown>]>([
    ['record.bad-title', { title: '' }],
    ['record.bad-title', { title: ' \n ' }],
    ['record.bad-title', { title: 'x'.repeat(501) }],
    ['record.bad-title', { title: ['a'] }],
    ['record.bad-title', { title: null }],
    ['record.bad-collection', { collection: 'x'.repeat(201) }],
    ['record.bad-collection', { collection: {} }],
    ['record.bad-kind', { kind: 'toString' }],
    ['record.bad-kind', { kind: ['book'] }],
    ['record.bad-date', { date: 1954 }],
    ['record.bad-date', { date: {} }],
    ['date.not-edtf', { date: 'năm 1954' }],
    ['record.bad-language', { language: 'vi' }],
    ['record.bad-language', { language: 'vie+' }],
    ['record.bad-language', { language: 'vie;rm -rf' }],
    ['record.bad-language', { language: '../vie' }],
    ['library.bad-code', { library: 'TINH' }],
    ['library.bad-code', { library: undefined }],
  ])('%s for %j', (code, changed) => {
    expect(() => parseRecord({ ...least, ...changed })).toThrowError(invalid(code));
  });

  test.each([null, undefined, 7, 'text', []])('case %#: %j is no record', (raw) => {
    expect(() => parseRecord(raw)).toThrowError(expect.objectContaining({ kind: 'invalid' }));
  });
});

const invalid = (code: string) => expect.objectContaining({ kind: 'invalid', code });

import { parseRecord } from '@diachi/domain';
import { expect, test } from 'vitest';
import { RECORD_FIELDS, recordValues } from './record-values.ts';

test('a record that goes into a form comes out as it was', () => {
  const record = parseRecord({
    title: 'Địa chí',
    library: 'tinh',
    date: '195X',
    creators: [
      { name: 'Nguyễn Văn Đậu', part: 'author' },
      { name: 'Ủy ban tỉnh', part: 'issuer' },
    ],
    subjects: ['Lễ hội', 'Dệt'],
    places: ['Mường Tè'],
    summary: 'Một.\n\nHai.',
    access: 'members',
    embargoUntil: '2031-01-02',
    licence: 'cc-by',
    isbn: '9786040000000',
  });

  expect(parseRecord(recordValues(record))).toEqual(record);
  expect(Object.keys(recordValues(record)).toSorted()).toEqual([...RECORD_FIELDS].toSorted());
});

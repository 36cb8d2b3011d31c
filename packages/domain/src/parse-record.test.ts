import { expect, test } from 'vitest';
import { parseRecord } from './parse-record.ts';
import { UNDESCRIBED } from './record.ts';

const LEAST = { title: 'Lịch sử Đảng bộ', library: 'muong-te' };

test('a record from before documents were described says nothing more than it did', () => {
  expect(parseRecord(LEAST)).toEqual({
    ...UNDESCRIBED,
    title: 'Lịch sử Đảng bộ',
    library: 'muong-te',
    collection: '',
    kind: 'other',
    date: null,
    language: 'vie',
  });
});

test('lists may be written as lines, and a creator’s part after his name', () => {
  const record = parseRecord({
    ...LEAST,
    creators: 'Lò Văn Ún\nPhạm Thị Hoà | translator\n\n',
    subjects: 'Dân tộc Thái\r\nLễ hội\nLễ hội',
  });

  expect(record.creators).toEqual([
    { name: 'Lò Văn Ún', part: 'author' },
    { name: 'Phạm Thị Hoà', part: 'translator' },
  ]);
  expect(record.subjects).toEqual(['Dân tộc Thái', 'Lễ hội']);
});

test('what was parsed and written as JSON is parsed to the same again', () => {
  const record = parseRecord({
    ...LEAST,
    date: '1954-05',
    creators: 'Lò Văn Ún',
    summary: 'Một đoạn.\n\nĐoạn nữa.',
    isbn: '978-604-0-12345-X'.replace('X', '6'),
    issn: '0866-7632',
    access: 'members',
    embargoUntil: '2030-02-28',
    licence: 'in-copyright',
  });

  expect(parseRecord(JSON.parse(JSON.stringify(record)))).toEqual(record);
});

test.each([
  ['creators', 'Lò Văn Ún | king'],
  ['creators', { name: 'Lò Văn Ún' }],
  ['creators', [null]],
  ['subjects', [42]],
  ['places', Array.from({ length: 51 }, (_, place) => `Bản ${place}`)],
  ['summary', 'a'.repeat(5_001)],
  ['note', 7],
  ['isbn', '12345'],
  ['issn', '1234-567'],
  ['access', 'secret'],
  ['embargoUntil', '2030-02-30'],
  ['embargoUntil', '30/01/2030'],
  ['licence', 'https://creativecommons.org/licenses/by/4.0/'],
  ['licence', 'toString'],
  ['series', 'a'.repeat(201)],
])('a record whose %s is %j is refused by the name of that field', (field, written) => {
  expect(() => parseRecord({ ...LEAST, [field]: written })).toThrow(
    expect.objectContaining({ code: `record.bad-${field}` }),
  );
});

test.each([
  ['Nguyễn Văn Đậu | chủ biên', { name: 'Nguyễn Văn Đậu', part: 'editor' }],
  ['Ủy ban | CƠ QUAN BAN HÀNH', { name: 'Ủy ban', part: 'issuer' }],
  ['Lan | translator', { name: 'Lan', part: 'translator' }],
])('what somebody did is written in either language: %s', (written, creator) => {
  expect(parseRecord({ title: 'a', library: 'tinh', creators: written }).creators).toEqual([creator]);
});

test.each([[['a', 1]], [[{ name: 'a', part: 3 }]], ['a | nobody'], [[null]]])(
  'a creator that is none is refused: %j',
  (creators) => {
    expect(() => parseRecord({ title: 'a', library: 'tinh', creators })).toThrow(
      expect.objectContaining({ code: 'record.bad-creators' }),
    );
  },
);

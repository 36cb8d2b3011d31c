import { expect, test } from 'vitest';
import { ACCESS_LEVELS } from './access-level.ts';
import { parseLibraryCode } from './library.ts';
import { type Asker, EVERYONE, publicRights, type Rights, rightsOf } from './rights.ts';

const library = parseLibraryCode('muong-te');
const elsewhere = parseLibraryCode('tinh');
const TODAY = '2026-11-23';

const kept = (access: (typeof ACCESS_LEVELS)[number], embargoUntil: string | null = null, publishedRevision = 1) => ({
  publishedRevision,
  record: { library, access, embargoUntil },
});

const farthest = (rights: Rights) =>
  (['download', 'fullImage', 'smallImage', 'text', 'record'] as const).find((step) => rights[step]) ?? 'nothing';

test.each([
  ['open', 'download'],
  ['no-download', 'fullImage'],
  ['preview', 'smallImage'],
  ['members', 'record'],
  ['record', 'record'],
  ['closed', 'nothing'],
] as const)('of a document that is %s everybody is shown as far as: %s', (access, shown) => {
  expect(farthest(publicRights(kept(access), TODAY))).toBe(shown);
});

test('a right includes those before it', () => {
  expect(publicRights(kept('preview'), TODAY)).toEqual({
    record: true,
    text: true,
    smallImage: true,
    fullImage: false,
    download: false,
  });
});

test('members of its own library have all of what is for members, those of another only the record', () => {
  const at = (where: typeof library): Asker => ({ role: 'reader', library: where });

  expect(farthest(rightsOf(kept('members'), at(library), TODAY))).toBe('download');
  expect(farthest(rightsOf(kept('members'), at(elsewhere), TODAY))).toBe('record');
});

test('until the day its embargo ends only the record is shown, also at home; on that day it is as its level says', () => {
  const held = kept('open', '2026-11-24');

  expect(farthest(publicRights(held, '2026-11-23'))).toBe('record');
  expect(farthest(rightsOf(held, { role: 'member', library }, '2026-11-23'))).toBe('record');
  expect(farthest(publicRights(held, '2026-11-24'))).toBe('download');
});

test('an embargo never opens what is closed', () => {
  expect(farthest(publicRights(kept('closed', '2030-01-01'), TODAY))).toBe('nothing');
});

test.each(ACCESS_LEVELS)('whoever works on documents sees all of what is %s, published or not', (access) => {
  expect(farthest(rightsOf(kept(access, '2030-01-01', 0), { role: 'archivist', library: null }, TODAY))).toBe(
    'download',
  );
});

test('of what is not published nobody else is shown anything', () => {
  expect(farthest(rightsOf(kept('open', null, 0), EVERYONE, TODAY))).toBe('nothing');
});

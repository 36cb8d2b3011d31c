import { expect, test } from 'vitest';
import { recordTag, versionToChange } from './record-tag.ts';

const told = { title: 'Địa chí' };

test('the tag of a document names the version of its record, and changes with whatever is told of it', () => {
  expect(recordTag(3, told)).toMatch(/^"v3\.[\w-]{22}"$/);
  expect(recordTag(3, told)).toBe(recordTag(3, { ...told }));
  expect(recordTag(3, { title: 'Địa bạ' })).not.toBe(recordTag(3, told));
});

test.each([
  [recordTag(3, told), undefined],
  [`"other", ${recordTag(3, told)}`, undefined],
  ['"v3"', 3],
  [`W/${recordTag(3, told)}`, undefined],
  ['*', undefined],
  [undefined, 3],
])('a change with If-Match %s and onVersion %s is made on the current version', (tags, onVersion) => {
  expect(versionToChange(3, tags, onVersion)).toBe(3);
});

test('a version that is no longer current is left to the catalogue to refuse, where the change itself names it', () => {
  expect(versionToChange(3, undefined, 2)).toBe(2);
});

test.each([
  [recordTag(2, told), undefined],
  [`W/${recordTag(2, told)}`, undefined],
  ['"v33.x"', undefined],
  ['"xv3.x"', undefined],
  ['', undefined],
  ['nonsense', undefined],
  [recordTag(3, told), 2],
  ['*', 2],
])('a change with If-Match %s and onVersion %s is refused', (tags, onVersion) => {
  expect(() => versionToChange(3, tags, onVersion)).toThrow(
    expect.objectContaining({ kind: 'conflict', code: 'record.not-this-version' }),
  );
});

test('a change that names no version is refused', () => {
  expect(() => versionToChange(3, undefined, undefined)).toThrow(
    expect.objectContaining({ code: 'record.no-version-named' }),
  );
});

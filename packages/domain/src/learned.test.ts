import { expect, test } from 'vitest';
import { parseChecksum } from './checksum.ts';
import { type Learned, parseLearned } from './learned.ts';

const learned: Learned = {
  version: 1,
  learnedAt: '2026-11-23T08:00:00.000Z',
  documents: 3,
  pages: 120,
  trusted: { pages: 121, withdrawn: 1 },
  checksum: parseChecksum('ab'.repeat(32)),
  sizeBytes: 4_000,
};
const bytes = (value: unknown) => Buffer.from(JSON.stringify(value));

test('what was noted of the language is read back as it was written', () => {
  expect(parseLearned(bytes(learned))).toEqual(learned);
});

test.each([
  ['nothing', Buffer.from('')],
  ['what breaks off', bytes(learned).subarray(0, 40)],
  ['another version', bytes({ ...learned, version: 2 })],
  ['half a page', bytes({ ...learned, pages: 0.5 })],
  ['no checksum', bytes({ ...learned, checksum: '../../people' })],
])('%s is told as damaged', (_, damaged) => {
  expect(() => parseLearned(damaged)).toThrow(expect.objectContaining({ code: 'learned.broken' }));
});

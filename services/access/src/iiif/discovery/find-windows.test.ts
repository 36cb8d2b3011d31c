import { parseDocumentId, parseLibraryCode } from '@diachi/domain';
import type { Changes, DocumentChange } from '@diachi/ports';
import { expect, test } from 'vitest';
import {
  changesIn,
  firstWindow,
  isPage,
  lastWindow,
  PAGE_ACTIVITIES,
  windowAfter,
  windowBefore,
} from './find-windows.ts';

test('much that happened in a short while is told on shorter stretches, and nothing twice or not at all', async () => {
  const quiet = moments('2025-03-01T00:00:00Z', 20, 86_400);
  const busyDay = moments('2026-11-23T08:00:00Z', 2 * PAGE_ACTIVITIES, 30);
  const oneSecond = moments('2026-12-01T00:00:00Z', PAGE_ACTIVITIES + 7, 0);
  const all = [...quiet, ...busyDay, ...oneSecond];
  const catalogue = changesOf(all);

  const walked: DocumentChange[] = [];
  for (let window = await firstWindow(catalogue); window; window = await windowAfter(catalogue, window)) {
    expect(await isPage(catalogue, window)).toBe(true);
    walked.push(...(await changesIn(catalogue, window)));
  }
  const back: DocumentChange[] = [];
  for (let window = await lastWindow(catalogue); window; window = await windowBefore(catalogue, window)) {
    back.unshift(...(await changesIn(catalogue, window)));
  }

  expect(walked.map(({ at }) => at)).toEqual(all);
  expect(back).toEqual(walked);
  expect(await isPage(catalogue, '2026')).toBe(false);
  expect(await isPage(catalogue, '2025')).toBe(true);
});

test('where nothing happened there is no stretch', async () => {
  expect(await lastWindow(changesOf([]))).toBeNull();
});

const moments = (from: string, count: number, apartSeconds: number): readonly string[] =>
  Array.from({ length: count }, (_, at) =>
    new Date(Date.parse(from) + at * apartSeconds * 1_000).toISOString().replace('.000Z', 'Z'),
  );

/** A catalogue in which something happened at each of these moments, in this order. */
function changesOf(at: readonly string[]): Pick<Changes, 'changes'> {
  const changes = at.map(
    (moment, place): DocumentChange => ({
      id: parseDocumentId(String(place).padStart(16, '0')),
      at: moment,
      isGone: false,
      mergedInto: null,
      library: parseLibraryCode('tinh'),
      collection: '',
      kind: 'book',
    }),
  );
  return {
    changes: async ({ from = '', until = '9999' }, { order, after = '0', limit }) => {
      const within = changes.filter((change) => change.at >= from && change.at <= until);
      const ordered = order === 'oldest-first' ? within : within.toReversed();
      const shown = ordered.slice(Number(after), Number(after) + limit);
      const end = Number(after) + shown.length;
      return { changes: shown, next: end < ordered.length ? String(end) : null, asOf: '2027-01-01T00:00:00Z' };
    },
  };
}

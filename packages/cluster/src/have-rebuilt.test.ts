import { Failure, type FailureNote } from '@diachi/domain';
import type { AuditEntry, JobEvent } from '@diachi/ports';
import { expect, test } from 'vitest';
import { haveRebuilt } from './have-rebuilt.ts';

test('a rebuild is done when the worker has noted what became of it', async () => {
  const elsewhere = rebuilding({ looks: 3, result: 2 });

  const told: unknown[] = [];
  expect(await haveRebuilt(elsewhere, (progress) => told.push(progress))).toBe(2);
  expect(told).toEqual([{ done: 9, planned: 9 }]);
  expect(elsewhere.added).toEqual(['rebuild-catalogue']);
  expect(elsewhere.isFollowed()).toBe(false);
});

test('an earlier rebuild is not taken for this one', async () => {
  const elsewhere = rebuilding({ looks: 1, result: null });
  elsewhere.entries.push(rebuilt(7));

  await expect(haveRebuilt(elsewhere, () => {})).rejects.toMatchObject({ kind: 'unavailable', code: 'rebuild.lost' });
});

test('a rebuild that failed says why', async () => {
  const failure: FailureNote = { kind: 'invalid', code: 'object.bad-key', message: 'No.', details: { key: 'x' } };

  await expect(haveRebuilt(rebuilding({ looks: 1, result: null, failure }), () => {})).rejects.toMatchObject(failure);
});

test('a queue and a catalogue that are away for a while are waited for', async () => {
  const elsewhere = rebuilding({ looks: 2, result: 0, awayFor: 2 });

  expect(await haveRebuilt(elsewhere, () => {})).toBe(0);
});

test('it cannot be asked for while the queue is away', async () => {
  const add = () => Promise.reject(new Failure('unavailable', 'queue.unavailable', 'Away.'));
  const elsewhere = rebuilding({ looks: 1, result: 0 });

  await expect(haveRebuilt({ ...elsewhere, queue: { ...elsewhere.queue, add } }, () => {})).rejects.toMatchObject({
    code: 'queue.unavailable',
  });
  expect(elsewhere.isFollowed()).toBe(false);
});

const rebuilt = (problems: number, at = '2026-01-01T00:00:00Z'): AuditEntry => ({
  at,
  who: 'system',
  what: 'library.rebuilt',
  documentId: null,
  details: { documents: 9, problems },
});

/** A rebuild that ends after so many looks: with a result, with a failure, or with neither. */
function rebuilding(end: { looks: number; result: number | null; failure?: FailureNote; awayFor?: number }) {
  const entries: AuditEntry[] = [];
  const added: string[] = [];
  let listener: ((event: JobEvent) => void) | null = null;
  let looks = 0;
  let away = end.awayFor ?? 0;
  return {
    entries,
    added,
    isFollowed: () => listener !== null,
    wait: async () => undefined,
    catalogue: { audit: { note: async () => undefined, entries: async () => entries } },
    queue: {
      add: async (root: { readonly id: string }) => added.push(root.id) > 0,
      follow: (told: (event: JobEvent) => void) => {
        listener = told;
        return () => {
          listener = null;
        };
      },
      isUnderWay: async () => {
        if (away-- > 0) throw new Failure('unavailable', 'queue.unavailable', 'Away.');
        looks += 1;
        if (looks < end.looks) return true;
        if (end.result !== null) entries.unshift(rebuilt(end.result, '2026-02-02T00:00:00Z'));
        const { failure = null } = end;
        const told = {
          job: 'rebuild-catalogue',
          id: 'rebuild-catalogue',
          payload: {},
          attempt: 1,
          isUrgent: true,
          failure,
        };
        if (failure) listener?.({ kind: 'failed', ...told });
        return false;
      },
    },
  };
}

import { describe, expect, onTestFinished, test } from 'vitest';
import type { Catalogue } from '../catalogue.ts';
import type { ChangeFilter, ChangeStretch, DocumentChange } from '../changes.ts';
import { documentId, library, newDocument, pages, record, restored } from './sample-documents.ts';

type Open = () => Promise<Catalogue>;

/** What everybody is told of what happens to documents. A part of `catalogueContract`. */
export function changesContract(open: Open, openBeside?: (catalogue: Catalogue) => Promise<Catalogue>): void {
  describe('changes', () => {
    test('a document is told when it is published, and not before', async () => {
      const catalogue = await open();
      await catalogue.receive(newDocument(1));
      await catalogue.openRevision(revision(1), pages(2));
      expect(await told(catalogue)).toEqual([]);
      expect(await catalogue.changeOf(documentId(1))).toBeNull();
      expect(await catalogue.earliestChange()).toBeNull();

      await catalogue.publish(revision(1), pages(2, 'read'));

      const change = await catalogue.changeOf(documentId(1));
      const at = change?.at ?? '';
      expect(change).toEqual({
        id: documentId(1),
        at,
        isGone: false,
        mergedInto: null,
        library: 'tinh',
        collection: 'Sách chữ Hán',
        kind: 'book',
      });
      expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      expect(await told(catalogue)).toEqual([change]);
      expect(await catalogue.earliestChange()).toBe(at);
    });

    test('what nobody sees changes nothing: steps, the index, a failure, a next revision that is read', async () => {
      const catalogue = await open();
      await publish(catalogue, 1);
      const before = await told(catalogue);

      await catalogue.setIndexed(revision(1), 1);
      await catalogue.openRevision(await catalogue.startRevision(documentId(1)), pages(2));
      await catalogue.publish(revision(1), pages(2, 'read'));

      expect(await told(catalogue)).toEqual(before);
    });

    test('a record that is changed stands where it says now', async () => {
      const catalogue = await open();
      await publish(catalogue, 1);

      await catalogue.changeRecord(documentId(1), record({ library: library('muong-te'), kind: 'map' }), 1);

      expect(await told(catalogue)).toMatchObject([
        { id: documentId(1), isGone: false, library: 'muong-te', kind: 'map' },
      ]);
      expect(await catalogue.countChanges({ library: library('tinh') })).toBe(0);
      expect(await catalogue.countChanges({ library: library('muong-te'), kind: 'map' })).toBe(1);
    });

    test('a record that is described before it is published is nobody’s news', async () => {
      const catalogue = await open();
      await catalogue.receive(newDocument(1));

      await catalogue.changeRecord(documentId(1), record({ title: 'Sửa lại' }), 1);

      expect(await told(catalogue)).toEqual([]);
    });

    test('a removed document is gone for good, and stands where it stood', async () => {
      const catalogue = await open();
      await publish(catalogue, 1);

      await catalogue.remove(documentId(1));
      await catalogue.remove(documentId(1));

      expect(await catalogue.changeOf(documentId(1))).toMatchObject({
        isGone: true,
        mergedInto: null,
        library: 'tinh',
      });
      expect(await catalogue.countChanges({})).toBe(1);
      expect(await catalogue.countChanges({ isGone: false })).toBe(0);
    });

    test('whoever asks for a document that was merged is led to the one that took its place, and on from there', async () => {
      const catalogue = await open();
      for (const number of [1, 2, 3]) await publish(catalogue, number);

      await catalogue.remove(documentId(1), documentId(2));
      expect(await catalogue.changeOf(documentId(1))).toMatchObject({ isGone: true, mergedInto: documentId(2) });
      const told = await catalogue.changeOf(documentId(1));
      await catalogue.remove(documentId(2), documentId(3));

      expect(await catalogue.changeOf(documentId(1))).toEqual({ ...told, mergedInto: documentId(3) });
      expect(await catalogue.changeOf(documentId(2))).toMatchObject({ isGone: true, mergedInto: documentId(3) });
      await catalogue.remove(documentId(3));
      expect(await catalogue.changeOf(documentId(1))).toMatchObject({ isGone: true, mergedInto: null });
    });

    test('one that was merged leads to the one that took its place again when that was closed and is opened', async () => {
      const catalogue = await open();
      for (const number of [1, 2]) await publish(catalogue, number);
      await catalogue.remove(documentId(1), documentId(2));

      await catalogue.changeRecord(documentId(2), record({ access: 'closed' }), 1);
      await catalogue.changeRecord(documentId(2), record(), 2);

      expect(await catalogue.changeOf(documentId(2))).toMatchObject({ isGone: false });
      expect(await catalogue.changeOf(documentId(1))).toMatchObject({ isGone: true, mergedInto: documentId(2) });
    });

    test('the way leads on where everybody never saw the one in the middle', async () => {
      const catalogue = await open();
      await publish(catalogue, 1);
      await publish(catalogue, 2, { access: 'closed' });
      await publish(catalogue, 3);

      await catalogue.remove(documentId(1), documentId(2));
      await catalogue.remove(documentId(2), documentId(3));

      expect(await catalogue.changeOf(documentId(1))).toMatchObject({ isGone: true, mergedInto: documentId(3) });
      expect(await catalogue.changeOf(documentId(2))).toBeNull();
    });

    test('one that was merged, came again and takes the place of the one it led to leads nowhere else, least of all to itself', async () => {
      const catalogue = await open();
      for (const number of [1, 2]) await publish(catalogue, number);
      await catalogue.remove(documentId(1), documentId(2));

      await catalogue.receive(newDocument(1));
      await catalogue.remove(documentId(2), documentId(1));

      expect(await catalogue.changeOf(documentId(1))).toMatchObject({ isGone: true, mergedInto: null });
      expect(await catalogue.changeOf(documentId(2))).toMatchObject({ isGone: true, mergedInto: documentId(1) });
      await catalogue.publish(revision(1), pages(1, 'read'));
      expect(await catalogue.changeOf(documentId(1))).toMatchObject({ isGone: false, mergedInto: null });
    });

    test('a document is merged into no other than one that is there', async () => {
      const catalogue = await open();
      await publish(catalogue, 1);

      await expect(catalogue.remove(documentId(1), documentId(1))).rejects.toMatchObject({ code: 'merge.itself' });
      await expect(catalogue.remove(documentId(1), documentId(2))).rejects.toMatchObject({ code: 'document.missing' });
      expect(await catalogue.changeOf(documentId(1))).toMatchObject({ isGone: false });
    });

    test('a document everybody never saw leaves nothing behind: never published, or closed from its beginning', async () => {
      const catalogue = await open();
      await catalogue.receive(newDocument(1));
      await publish(catalogue, 2, { access: 'closed' });

      await catalogue.remove(documentId(1));
      await catalogue.changeRecord(documentId(2), record({ access: 'closed', title: 'Kín' }), 1);
      expect(await told(catalogue)).toEqual([]);
      await catalogue.remove(documentId(2));

      expect(await told(catalogue)).toEqual([]);
      expect(await catalogue.changeShelves()).toEqual([]);
    });

    test('one that is closed is gone, what is said of it afterwards is not told, and opened it is there', async () => {
      const catalogue = await open();
      await publish(catalogue, 1);

      await catalogue.changeRecord(documentId(1), record({ access: 'closed' }), 1);
      const closed = await catalogue.changeOf(documentId(1));
      await catalogue.changeRecord(documentId(1), record({ access: 'closed', collection: 'Tài liệu mật' }), 2);
      expect(closed).toMatchObject({ isGone: true, collection: 'Sách chữ Hán' });
      expect(await catalogue.changeOf(documentId(1))).toEqual(closed);
      await catalogue.changeRecord(documentId(1), record({ access: 'record', embargoUntil: '2999-01-01' }), 3);

      expect(await catalogue.changeOf(documentId(1))).toMatchObject({ isGone: false });
    });

    test('a removed one that is received again is gone until it is published again', async () => {
      const catalogue = await open();
      await publish(catalogue, 1);
      await catalogue.remove(documentId(1));

      await catalogue.receive(newDocument(1));
      expect(await catalogue.changeOf(documentId(1))).toMatchObject({ isGone: true });
      await catalogue.publish(revision(1), pages(1, 'read'));

      expect(await catalogue.changeOf(documentId(1))).toMatchObject({ isGone: false });
      expect(await catalogue.countChanges({})).toBe(1);
    });

    test('what is put back from the store is told, and once more only when it shows something else', async () => {
      const catalogue = await open();
      await catalogue.restore(restored(1, 1), pages(2, 'read'));
      await catalogue.restore(restored(2, 1, { state: 'received', publishedRevision: 0, workRevision: 1 }), []);
      const before = await told(catalogue);
      expect(before.map(({ id }) => id)).toEqual([documentId(1)]);

      await catalogue.restore(restored(1, 1), pages(2, 'read'), await catalogue.document(documentId(1)));

      expect(await told(catalogue)).toEqual(before);
    });

    test('one that the store remembers as gone is told as gone, unless something is told of it already', async () => {
      const catalogue = await open();
      await publish(catalogue, 1);
      const before = await catalogue.changeOf(documentId(1));
      const stood = {
        mergedInto: documentId(1),
        library: library('tinh'),
        collection: 'Báo',
        kind: 'newspaper',
      } as const;

      for (const number of [1, 2, 2]) await catalogue.rememberGone({ id: documentId(number), ...stood });

      expect(await catalogue.changeOf(documentId(1))).toEqual(before);
      expect(await catalogue.changeOf(documentId(2))).toMatchObject({ ...stood, isGone: true });
      expect(await catalogue.countChanges({ isGone: true })).toBe(1);
    });

    test('every shelf is counted, what is there and what is gone', async () => {
      const catalogue = await open();
      await publish(catalogue, 1);
      await publish(catalogue, 2);
      await publish(catalogue, 3, { library: library('muong-te'), collection: '' });
      await catalogue.remove(documentId(2));

      expect(await catalogue.changeShelves()).toEqual([
        { library: 'muong-te', collection: '', kind: 'book', there: 1, gone: 0 },
        { library: 'tinh', collection: 'Sách chữ Hán', kind: 'book', there: 1, gone: 1 },
      ]);
      expect(await catalogue.countChanges({})).toBe(3);
      expect(await catalogue.countChanges({ library: library('tinh'), collection: 'Sách chữ Hán' })).toBe(2);
      expect(await catalogue.countChanges({ isGone: true })).toBe(1);
    });

    test('what is asked for by library, collection, kind, and by being gone is listed and counted alike', async () => {
      const catalogue = await open();
      await publish(catalogue, 1);
      await publish(catalogue, 2, { kind: 'map' });
      await publish(catalogue, 3, { collection: 'Báo' });
      await publish(catalogue, 4, { library: library('sin-ho') });
      await catalogue.remove(documentId(2));
      const ask = async (filter: ChangeFilter) => {
        const found = (await told(catalogue, filter)).map(({ id }) => Number(id)).toSorted();
        expect(await catalogue.countChanges(filter)).toBe(found.length);
        expect(await catalogue.countChanges({ ...filter, from: '2000-01-01T00:00:00Z' })).toBe(found.length);
        return found;
      };

      expect(await ask({ library: library('tinh') })).toEqual([1, 2, 3]);
      expect(await ask({ library: library('tinh'), collection: 'Báo' })).toEqual([3]);
      expect(await ask({ kind: 'map' })).toEqual([2]);
      expect(await ask({ isGone: false })).toEqual([1, 3, 4]);
      expect(await ask({ kind: 'map', isGone: false })).toEqual([]);
      expect(await ask({ library: library('khong-co') })).toEqual([]);
      expect(await ask({ collection: 'a\0b\ud800' })).toEqual([]);
    });

    test('from and until take in the seconds they name', async () => {
      const catalogue = await open();
      await publish(catalogue, 1);
      const at = (await catalogue.changeOf(documentId(1)))?.at ?? '';
      const [before, after] = [secondsLater(at, -1), secondsLater(at, 1)];
      const count = async (filter: ChangeFilter) => {
        expect(await told(catalogue, filter)).toHaveLength(await catalogue.countChanges(filter));
        return catalogue.countChanges(filter);
      };

      expect(await count({ from: at, until: at })).toBe(1);
      expect(await count({ from: after })).toBe(0);
      expect(await count({ until: before })).toBe(0);
      expect(await count({ from: before, until: after, library: library('tinh') })).toBe(1);
    });

    test('a long list comes stretch by stretch in both orders, nothing twice and nothing left out', async () => {
      const catalogue = await open();
      for (const number of [5, 3, 1, 4, 2, 6, 7]) await publish(catalogue, number);
      await catalogue.remove(documentId(3));

      const oldest = await everyStretch(catalogue, {}, { order: 'oldest-first', limit: 2 });
      const newest = await everyStretch(catalogue, {}, { order: 'newest-first', limit: 3 });

      expect(oldest.map(({ id }) => Number(id)).toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7]);
      expect(newest).toEqual(oldest.toReversed());
      expect(oldest).toEqual(oldest.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1)));
    });

    test('what changes while a list is read comes again at its new place, and nothing else is passed over', async () => {
      const catalogue = await open();
      for (const number of [1, 2, 3, 4, 5]) await publish(catalogue, number);
      const first = await catalogue.changes({}, { order: 'oldest-first', limit: 2 });
      const after = first.next ?? '';

      await catalogue.remove(first.changes[0]?.id ?? documentId(1));
      const rest = await everyStretch(catalogue, {}, { order: 'oldest-first', limit: 2, after });

      const ids = new Set([...first.changes, ...rest].map(({ id }) => id));
      expect(ids.size).toBe(5);
    });

    test.each([
      'here',
      '2024-05-07T00:00:00Z',
      '2024-05-07_1',
      "2024-05-07T00:00:00Z_a'b",
      '2024-05-07T00:00:00.000Z_1',
    ])('a list does not go on after %s', async (after) => {
      const catalogue = await open();

      await expect(catalogue.changes({}, { order: 'oldest-first', after, limit: 1 })).rejects.toMatchObject({
        kind: 'invalid',
        code: 'stretch.bad-after',
      });
    });

    test('no change comes before the moment of which a list was', async () => {
      const catalogue = await open();
      const { asOf } = await catalogue.changes({}, { order: 'oldest-first', limit: 1 });
      expect(asOf).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);

      await publish(catalogue, 1);

      expect(await told(catalogue, { from: asOf })).toHaveLength(1);
    });

    test('who asks each time from the moment of the time before misses nothing of what many do at once', async () => {
      const one = await open();
      const other = openBeside ? await openBeside(one) : one;
      if (other !== one) onTestFinished(() => other.close());
      const numbers = Array.from({ length: 40 }, (_, number) => number);
      const known = new Map<string, DocumentChange>();
      let from: string | undefined;
      const harvest = async () => {
        const { changes, asOf } = await other.changes(from ? { from } : {}, { order: 'oldest-first', limit: 1_000 });
        for (const change of changes) known.set(change.id, change);
        from = asOf;
      };
      let isOver = false;

      const working = Promise.all(
        numbers.map(async (number) => {
          const catalogue = number % 2 ? one : other;
          await publish(catalogue, number);
          if (number % 3 === 0) await catalogue.remove(documentId(number));
        }),
      ).finally(() => {
        isOver = true;
      });
      while (!isOver) await harvest();
      await working;
      await harvest();

      const truth = await told(one);
      expect([...known.values()].toSorted(byPlace)).toEqual(truth.toSorted(byPlace));
      expect(truth).toHaveLength(numbers.length);
      expect(await one.countChanges({ isGone: true })).toBe(14);
    });
  });
}

const revision = (number: number) => ({ documentId: documentId(number), number: 1 });

async function publish(
  catalogue: Catalogue,
  number: number,
  changed: Parameters<typeof record>[0] = {},
): Promise<void> {
  await catalogue.receive(newDocument(number, changed));
  await catalogue.publish(revision(number), pages(1, 'read'));
}

const told = async (catalogue: Catalogue, filter: ChangeFilter = {}): Promise<readonly DocumentChange[]> =>
  (await catalogue.changes(filter, { order: 'oldest-first', limit: 1_000 })).changes;

async function everyStretch(catalogue: Catalogue, filter: ChangeFilter, stretch: ChangeStretch) {
  const all: DocumentChange[] = [];
  for (let after: string | null | undefined = stretch.after; after !== null; ) {
    const list = await catalogue.changes(filter, { ...stretch, ...(after === undefined ? {} : { after }) });
    expect(list.changes.length).toBeLessThanOrEqual(stretch.limit);
    all.push(...list.changes);
    after = list.next;
  }
  return all;
}

const placeOf = ({ at, id }: DocumentChange): string => `${at}_${id}`;
const byPlace = (one: DocumentChange, other: DocumentChange): number => (placeOf(one) < placeOf(other) ? -1 : 1);

const secondsLater = (at: string, seconds: number): string =>
  new Date(Date.parse(at) + seconds * 1_000).toISOString().replace('.000Z', 'Z');

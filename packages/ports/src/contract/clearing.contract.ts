import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue.ts';
import { documentId, failure, newDocument, original, pages, restored } from './sample-documents.ts';

/** What the store has still to be cleared of. A part of `catalogueContract`. */
export function clearingContract(open: () => Promise<Catalogue>): void {
  describe('what the store is to be cleared of', () => {
    test('a removed document, with the bytes it was known by, until that is done', async () => {
      const catalogue = await open();
      const originals = [original(1), original(7)];
      await catalogue.receive({ ...newDocument(1), originals });
      expect(await catalogue.toClear(10)).toEqual([]);

      await catalogue.remove(documentId(1));
      await catalogue.remove(documentId(1));
      expect(await catalogue.toClear(10)).toEqual([{ id: documentId(1), originals }]);
      await catalogue.setCleared(documentId(1));
      await catalogue.setCleared(documentId(1));

      expect(await catalogue.toClear(10)).toEqual([]);
    });

    test('a refused one too, for what was kept of it may not be gone; one nobody knows is none of them', async () => {
      const catalogue = await open();
      await catalogue.receive(newDocument(1));
      await catalogue.refuse(documentId(1), failure);

      await catalogue.remove(documentId(1));
      await catalogue.remove(documentId(9));

      expect(await catalogue.toClear(10)).toMatchObject([{ id: documentId(1) }]);
    });

    test('those removed longest ago come first, at most so many, and one can be asked for', async () => {
      const catalogue = await open();
      for (const number of [1, 2, 3, 4]) await catalogue.receive(newDocument(number));

      for (const number of [3, 1, 2]) await catalogue.remove(documentId(number));

      expect((await catalogue.toClear(10)).map(({ id }) => id)).toEqual([3, 1, 2].map(documentId));
      expect((await catalogue.toClear(2)).map(({ id }) => id)).toEqual([3, 1].map(documentId));
      expect((await catalogue.toClear(1, documentId(2))).map(({ id }) => id)).toEqual([documentId(2)]);
      expect(await catalogue.toClear(1, documentId(4))).toEqual([]);
    });

    test('one that is received again is none of them', async () => {
      const catalogue = await open();
      await catalogue.receive(newDocument(1));
      await catalogue.remove(documentId(1));

      expect((await catalogue.receive(newDocument(1))).isNew).toBe(true);

      expect(await catalogue.toClear(10)).toEqual([]);
    });

    test('what the store tells of one is not put back until it is cleared', async () => {
      const catalogue = await open();
      await catalogue.receive(newDocument(1));
      await catalogue.remove(documentId(1));

      expect(await catalogue.restore(restored(1, 1), pages(1))).toBe(false);
      expect(await catalogue.toClear(10)).toHaveLength(1);
      await catalogue.setCleared(documentId(1));

      expect(await catalogue.restore(restored(1, 1), pages(1))).toBe(true);
    });
  });
}

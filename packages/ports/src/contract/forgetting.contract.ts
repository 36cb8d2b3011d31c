import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue.ts';
import { documentId, failure, newDocument, pages, restored } from './sample-documents.ts';

/** What search has still to forget. A part of `catalogueContract`. */
export function forgettingContract(open: () => Promise<Catalogue>): void {
  describe('what search has to forget', () => {
    test('a document that was published and is removed is to be forgotten, until that is done', async () => {
      const catalogue = await open();
      await receiveAndPublish(catalogue, 1);
      expect(await catalogue.toForget(10)).toEqual([]);

      await catalogue.remove(documentId(1));
      await catalogue.remove(documentId(1));
      expect(await catalogue.toForget(10)).toEqual([documentId(1)]);
      await catalogue.setForgotten(documentId(1));
      await catalogue.setForgotten(documentId(1));

      expect(await catalogue.toForget(10)).toEqual([]);
    });

    test('a document that was never published was never found, and is none of them', async () => {
      const catalogue = await open();
      await catalogue.receive(newDocument(1));
      await catalogue.refuse(documentId(1), failure);

      await catalogue.remove(documentId(1));
      await catalogue.remove(documentId(9));

      expect(await catalogue.toForget(10)).toEqual([]);
    });

    test('those removed longest ago come first, at most so many', async () => {
      const catalogue = await open();
      for (const number of [1, 2, 3]) await receiveAndPublish(catalogue, number);

      for (const number of [3, 1, 2]) await catalogue.remove(documentId(number));

      expect(await catalogue.toForget(10)).toEqual([3, 1, 2].map(documentId));
      expect(await catalogue.toForget(2)).toEqual([3, 1].map(documentId));
    });

    test.each<{ name: string; again: (catalogue: Catalogue) => Promise<unknown> }>([
      { name: 'received', again: (catalogue) => catalogue.receive(newDocument(1)) },
      { name: 'put back', again: (catalogue) => catalogue.restore(restored(1, 1), pages(1)) },
    ])('one that is $name again is none of them', async ({ again }) => {
      const catalogue = await open();
      await receiveAndPublish(catalogue, 1);
      await catalogue.remove(documentId(1));
      await catalogue.setCleared(documentId(1));

      await again(catalogue);

      expect(await catalogue.toForget(10)).toEqual([]);
    });
  });
}

async function receiveAndPublish(catalogue: Catalogue, number: number): Promise<void> {
  await catalogue.receive(newDocument(number));
  await catalogue.publish({ documentId: documentId(number), number: 1 }, pages(1, 'read'));
}

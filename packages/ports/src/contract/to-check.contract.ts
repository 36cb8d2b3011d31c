import { type PageSummary, UNRECKONED } from '@diachi/domain';
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue.ts';
import { documentId, newDocument, pages, restored } from './sample-documents.ts';

/** How sure the text of published documents is. A part of `catalogueContract`. */
export function toCheckContract(open: () => Promise<Catalogue>): void {
  describe('what is to be checked', () => {
    test('how much of a page is likely wrong is kept with it', async () => {
      const catalogue = await open();
      await catalogue.receive(newDocument(1));
      const revision = { documentId: documentId(1), number: 1 };
      await catalogue.openRevision(revision, pages(2));

      await catalogue.setPage(revision, 0, { ...UNRECKONED, state: 'read', expectedError: 0.0312345678 });
      await catalogue.setPage(revision, 1, { ...UNRECKONED, state: 'read', isTrusted: true });

      expect(await catalogue.pages(revision)).toEqual([
        { page: 0, label: '1', ...UNRECKONED, state: 'read', expectedError: 0.031235 },
        { page: 1, label: '2', ...UNRECKONED, state: 'read', isTrusted: true },
      ]);
    });

    test('published documents are listed, those of which most is wrong first, and only while a page is to be checked', async () => {
      const catalogue = await open();
      await publish(catalogue, 1, [read(0, 0.03), read(1, 0.01)]);
      await publish(catalogue, 2, [unreadable(0), read(1, 0)]);
      await publish(catalogue, 3, [read(0, 0.001)]);
      await publish(catalogue, 4, [read(0, null)]);

      expect(await documentsListed(catalogue)).toEqual([
        [2, { expectedError: 0.5, pages: 1 }],
        [1, { expectedError: 0.02, pages: 1 }],
      ]);
    });

    test('pages are listed, the worst first, each with its document', async () => {
      const catalogue = await open();
      await publish(catalogue, 1, [read(0, 0.03), read(1, 0.3), read(2, 0.001)]);
      await publish(catalogue, 2, [read(0, 0.1), unreadable(1)]);

      const { listed, next } = await catalogue.pagesToCheck({ limit: 10 });

      expect(listed.map(({ document, page }) => [document.id, page.page, page.expectedError])).toEqual([
        [documentId(2), 1, null],
        [documentId(1), 1, 0.3],
        [documentId(2), 0, 0.1],
        [documentId(1), 0, 0.03],
      ]);
      expect(listed[0]?.page).toEqual(unreadable(1));
      expect(next).toBeNull();
    });

    test('a long list comes stretch by stretch, nothing twice and nothing left out, equal ones too', async () => {
      const catalogue = await open();
      for (const number of [1, 2, 3, 4, 5]) {
        await publish(catalogue, number, [read(0, 0.1), read(1, 0.1), read(2, 0.2)]);
      }

      const documents = await everyStretch((after) => catalogue.documentsToCheck({ ...after, limit: 2 }));
      const found = await everyStretch((after) => catalogue.pagesToCheck({ ...after, limit: 4 }));

      expect(documents.map(({ document }) => document.id).toSorted()).toEqual([1, 2, 3, 4, 5].map(documentId));
      const names = found.map(({ document, page }) => `${document.id} ${page.page}`);
      expect(new Set(names).size).toBe(15);
      expect(found.slice(0, 5).every(({ page }) => page.page === 2)).toBe(true);
    });

    test.each(['here', '1', '1_2_', 'x_2', '1_2_3_4', '99999999999_1'])(
      'a list does not go on after %s',
      async (after) => {
        const catalogue = await open();
        const bad = { kind: 'invalid', code: 'stretch.bad-after' };

        await expect(catalogue.documentsToCheck({ after, limit: 1 })).rejects.toMatchObject(bad);
        await expect(catalogue.pagesToCheck({ after, limit: 1 })).rejects.toMatchObject(bad);
      },
    );

    test('only what readers see is listed: not a revision in work, nor an older one, nor what was removed', async () => {
      const catalogue = await open();
      await publish(catalogue, 1, [read(0, 0.3), read(1, 0.2)]);
      const second = await catalogue.startRevision(documentId(1));
      await catalogue.openRevision(second, pages(2));
      await catalogue.setPage(second, 0, { ...UNRECKONED, state: 'read', expectedError: 0.9 });

      expect(await pagesListed(catalogue)).toEqual([0.3, 0.2]);

      await catalogue.publish(second, [read(0, 0.001), read(1, 0.1)]);

      expect(await pagesListed(catalogue)).toEqual([0.1]);
      expect(await documentsListed(catalogue)).toEqual([[1, { expectedError: 0.0505, pages: 1 }]]);

      await catalogue.remove(documentId(1));

      expect(await pagesListed(catalogue)).toEqual([]);
      expect(await documentsListed(catalogue)).toEqual([]);
    });

    test('a document put back is listed as its pages are told now', async () => {
      const catalogue = await open();
      await catalogue.restore(restored(1, 1), [read(0, 0.4), read(1, 0)]);
      expect(await documentsListed(catalogue)).toEqual([[1, { expectedError: 0.2, pages: 1 }]]);

      await catalogue.restore(restored(1, 1), pages(2, 'read'), await catalogue.document(documentId(1)));

      expect(await documentsListed(catalogue)).toEqual([]);
      expect(await pagesListed(catalogue)).toEqual([]);
    });
  });

  describe('text that is trusted', () => {
    test('is counted over what is published, and what is taken away from readers is told', async () => {
      const catalogue = await open();
      expect(await catalogue.trustedText()).toEqual({ pages: 0, withdrawn: 0 });

      await publish(catalogue, 1, [trusted(0), trusted(1), read(2, 0)]);
      await publish(catalogue, 2, [trusted(0)]);
      await publish(catalogue, 3, [read(0, 0)]);
      expect(await catalogue.trustedText()).toEqual({ pages: 3, withdrawn: 0 });

      await catalogue.remove(documentId(1));
      await catalogue.remove(documentId(3));
      expect(await catalogue.trustedText()).toEqual({ pages: 1, withdrawn: 1 });
    });

    test('a document that was never published takes nothing away when it is removed', async () => {
      const catalogue = await open();
      await catalogue.receive(newDocument(1));

      await catalogue.remove(documentId(1));

      expect(await catalogue.trustedText()).toEqual({ pages: 0, withdrawn: 0 });
    });

    test('is counted once, however often a document is published or put back', async () => {
      const catalogue = await open();
      await publish(catalogue, 1, [trusted(0)]);
      await catalogue.publish({ documentId: documentId(1), number: 1 }, [trusted(0), trusted(1)]);
      const second = await catalogue.startRevision(documentId(1));
      await catalogue.publish(second, [trusted(0), trusted(1)]);
      expect((await catalogue.trustedText()).pages).toBe(2);

      await catalogue.restore(restored(1, 1), [trusted(0)], await catalogue.document(documentId(1)));

      expect((await catalogue.trustedText()).pages).toBe(1);
    });

    test('that is less once a document is read anew is taken away, and what is removed then is not taken away again', async () => {
      const catalogue = await open();
      await publish(catalogue, 1, [trusted(0), trusted(1)]);
      await publish(catalogue, 2, [trusted(0)]);

      await catalogue.publish(await catalogue.startRevision(documentId(1)), [read(0, 0), read(1, 0)]);
      expect(await catalogue.trustedText()).toEqual({ pages: 1, withdrawn: 1 });

      await catalogue.remove(documentId(1));
      expect(await catalogue.trustedText()).toEqual({ pages: 1, withdrawn: 1 });

      await catalogue.publish(await catalogue.startRevision(documentId(2)), [trusted(0), trusted(1)]);
      expect(await catalogue.trustedText()).toEqual({ pages: 2, withdrawn: 1 });
    });

    test('documents with some of it, or of which nobody knows, are those to learn from', async () => {
      const catalogue = await open();
      await publish(catalogue, 1, [trusted(0)]);
      await publish(catalogue, 2, [read(0, 0)]);
      await publish(catalogue, 3, [{ ...read(0, 0), isTrusted: null }]);
      await catalogue.receive(newDocument(4));

      const { documents, next } = await catalogue.documentsToLearnFrom({ limit: 10 });

      expect(documents.map(({ id }) => id).toSorted()).toEqual([documentId(1), documentId(3)]);
      expect(next).toBeNull();
    });
  });
}

const read = (page: number, expectedError: number | null): PageSummary => ({
  page,
  label: String(page + 1),
  state: 'read',
  reason: null,
  expectedError,
  isTrusted: false,
});

const trusted = (page: number): PageSummary => ({ ...read(page, null), isTrusted: true });

const unreadable = (page: number): PageSummary => ({
  ...read(page, null),
  state: 'unreadable',
  reason: { kind: 'invalid', code: 'scan.damaged', message: 'Torn.', details: {} },
});

async function publish(catalogue: Catalogue, number: number, published: readonly PageSummary[]): Promise<void> {
  await catalogue.receive(newDocument(number));
  const revision = { documentId: documentId(number), number: 1 };
  await catalogue.openRevision(revision, pages(published.length));
  await catalogue.publish(revision, published);
}

const documentsListed = async (catalogue: Catalogue) =>
  (await catalogue.documentsToCheck({ limit: 10 })).listed.map(({ document, doubt }) => [Number(document.id), doubt]);

const pagesListed = async (catalogue: Catalogue) =>
  (await catalogue.pagesToCheck({ limit: 10 })).listed.map(({ page }) => page.expectedError);

async function everyStretch<Listed>(
  list: (after: { readonly after?: string }) => Promise<{ listed: readonly Listed[]; next: string | null }>,
): Promise<readonly Listed[]> {
  const all: Listed[] = [];
  for (let after: { after?: string } | null = {}; after; ) {
    const { listed, next } = await list(after);
    all.push(...listed);
    after = next === null ? null : { after: next };
  }
  return all;
}

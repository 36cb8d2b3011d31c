import { type DocumentRecord, type PageSummary, UNRECKONED } from '@diachi/domain';
import { describe, expect, test } from 'vitest';
import type { Catalogue } from '../catalogue.ts';
import { documentId, library, newDocument } from './sample-documents.ts';

/** What of a catalogue everybody is shown. A part of `catalogueContract`. */
export function accessContract(open: () => Promise<Catalogue>): void {
  describe('documents that are not for everybody', () => {
    test('are left out where only what is shown is listed, stretch by stretch, and listed where it is not', async () => {
      const catalogue = await open();
      for (const [number, access] of (['open', 'closed', 'members', 'closed', 'record'] as const).entries()) {
        await publish(catalogue, number + 1, { access });
      }

      const first = await catalogue.documents({ isShown: true }, { limit: 2 });
      const second = await catalogue.documents({ isShown: true }, { limit: 2, after: first.next ?? '' });

      expect([...first.documents, ...second.documents].map(({ id }) => id)).toEqual([5, 3, 1].map(documentId));
      expect(second.next).toBeNull();
      expect((await catalogue.documents({ isShown: false }, { limit: 9 })).documents.map(({ id }) => id)).toEqual(
        [4, 2].map(documentId),
      );
      expect((await catalogue.documents({}, { limit: 9 })).documents).toHaveLength(5);
    });

    test('are counted on no shelf while they are closed, and are not missed in the index', async () => {
      const catalogue = await open();
      await publish(catalogue, 1);
      await publish(catalogue, 2, { access: 'closed' });
      await publish(catalogue, 3, { access: 'closed', library: library('muong-te') });
      for (const number of [1, 2, 3]) await catalogue.setIndexed({ documentId: documentId(number), number: 1 }, 1);

      expect((await catalogue.shelves()).map(({ documents }) => documents)).toEqual([1]);
      expect(await catalogue.countIndexed()).toBe(1);

      const { record, recordVersion } = await catalogue.document(documentId(2));
      await catalogue.changeRecord(documentId(2), { ...record, access: 'members' }, recordVersion);
      expect((await catalogue.shelves()).map(({ documents }) => documents)).toEqual([2]);
      expect(await catalogue.countIndexed()).toBe(1);
    });

    test('are not learned from, and what is closed or opened later is told as taken away or come', async () => {
      const catalogue = await open();
      await publish(catalogue, 1);
      await publish(catalogue, 2, { access: 'members' });
      const learnFrom = async () =>
        (await catalogue.documentsToLearnFrom({ limit: 9 })).documents.map(({ id }) => id).toSorted();

      expect(await learnFrom()).toEqual([documentId(1)]);
      expect(await catalogue.trustedText()).toEqual({ pages: 2, withdrawn: 0 });

      await change(catalogue, 2, { access: 'open' });
      expect(await catalogue.trustedText()).toEqual({ pages: 4, withdrawn: 0 });
      await change(catalogue, 1, { access: 'record' });
      expect(await catalogue.trustedText()).toEqual({ pages: 2, withdrawn: 1 });
      await change(catalogue, 1, { access: 'closed' });
      expect(await catalogue.trustedText()).toEqual({ pages: 2, withdrawn: 1 });
      expect(await learnFrom()).toEqual([documentId(2)]);

      await catalogue.remove(documentId(1));
      expect(await catalogue.trustedText()).toEqual({ pages: 2, withdrawn: 1 });
      await catalogue.remove(documentId(2));
      expect(await catalogue.trustedText()).toEqual({ pages: 0, withdrawn: 2 });
    });
  });

  describe('an embargo', () => {
    test('ends on its day, once: the document is to be indexed anew, and its text may be learned from', async () => {
      const catalogue = await open();
      await publish(catalogue, 1, { embargoUntil: '9998-01-02' });
      await catalogue.setIndexed({ documentId: documentId(1), number: 1 }, 1);

      expect(await catalogue.openEmbargoed('9998-01-01')).toBe(0);
      expect(await catalogue.document(documentId(1))).toMatchObject({ isIndexed: true, recordVersion: 1 });
      expect(await catalogue.trustedText()).toMatchObject({ pages: 0 });

      expect(await catalogue.openEmbargoed('9998-01-02')).toBe(1);
      expect(await catalogue.openEmbargoed('9998-01-02')).toBe(0);
      expect(await catalogue.document(documentId(1))).toMatchObject({ isIndexed: false, recordVersion: 2 });
      expect(await catalogue.trustedText()).toMatchObject({ pages: 2, withdrawn: 0 });
      expect(await catalogue.audit.entries({ documentId: documentId(1), limit: 10 })).toMatchObject([
        { who: 'system', what: 'document.embargo-ended', details: { until: '9998-01-02' } },
      ]);
      // What was put into the index before its end does not count.
      await catalogue.setIndexed({ documentId: documentId(1), number: 1 }, 1);
      expect((await catalogue.document(documentId(1))).isIndexed).toBe(false);
    });

    test('that was put off or lifted meanwhile does not end', async () => {
      const catalogue = await open();
      await publish(catalogue, 1, { embargoUntil: '9998-01-02' });
      await publish(catalogue, 2, { embargoUntil: '9998-01-02' });
      await change(catalogue, 1, { embargoUntil: '9999-01-01' });
      await change(catalogue, 2, { embargoUntil: null });

      expect(await catalogue.openEmbargoed('9998-06-01')).toBe(0);
      expect(await catalogue.openEmbargoed('9999-01-01')).toBe(1);
    });

    test('that two processes see the end of is told to have ended once', async () => {
      const catalogue = await open();
      await publish(catalogue, 1, { embargoUntil: '9998-01-02' });

      const opened = await Promise.all([1, 2, 3].map(() => catalogue.openEmbargoed('9998-01-02')));

      expect(opened.reduce((sum, count) => sum + count, 0)).toBe(1);
      expect(await catalogue.audit.entries({ documentId: documentId(1), limit: 10 })).toHaveLength(1);
    });

    test('of many at once ends for all', async () => {
      const catalogue = await open();
      const numbers = Array.from({ length: 130 }, (_, number) => number + 1);
      for (const number of numbers) await catalogue.receive(newDocument(number, { embargoUntil: '9998-01-02' }));

      expect(await catalogue.openEmbargoed('9998-01-02')).toBe(130);
    });
  });
}

async function publish(catalogue: Catalogue, number: number, changed: Partial<DocumentRecord> = {}): Promise<void> {
  const revision = { documentId: documentId(number), number: 1 };
  const read: PageSummary = { page: 0, label: '1', ...UNRECKONED, state: 'read', isTrusted: true };
  const pages = [read, { ...read, page: 1, label: '2' }];
  await catalogue.receive(newDocument(number, changed));
  await catalogue.openRevision(revision, pages);
  await catalogue.publish(revision, pages);
}

async function change(catalogue: Catalogue, number: number, changed: Partial<DocumentRecord>): Promise<void> {
  const { record, recordVersion } = await catalogue.document(documentId(number));
  await catalogue.changeRecord(documentId(number), { ...record, ...changed }, recordVersion);
}

import { UNRECKONED } from '@diachi/domain';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Catalogue } from '../catalogue.ts';
import { documentId, failure, newDocument, original, pages, record, restored } from './sample-documents.ts';

type Open = () => Promise<Catalogue>;

/** Many at once, in one process or in several where a catalogue can be opened twice. A part of `catalogueContract`. */
export function togetherContract(open: Open, openBeside?: (catalogue: Catalogue) => Promise<Catalogue>): void {
  /** The same library, as often as it is asked for: by turns from one process and from another. */
  const openMany = async () => {
    const one = await open();
    const other = openBeside ? await openBeside(one) : one;
    if (other !== one) onTestFinished(() => other.close());
    let turn = 0;
    return () => (turn++ % 2 === 0 ? one : other);
  };

  describe('many at once', () => {
    test('of many who change one version of a record, one wins and the others are told', async () => {
      const each = await openMany();
      await each().receive(newDocument(1));

      const changes = await Promise.allSettled(
        many(24, (number) => each().changeRecord(documentId(1), record({ title: `Tập ${number}` }), 1)),
      );

      const won = changes.filter((change) => change.status === 'fulfilled');
      expect(won).toHaveLength(1);
      for (const change of changes) {
        if (change.status === 'rejected') expect(change.reason).toMatchObject({ code: 'record.changed-meanwhile' });
      }
      expect(await each().document(documentId(1))).toEqual(won[0]?.value);
    });

    test('of one document received many times at once, one is new; its originals are there once', async () => {
      const each = await openMany();
      const document = { ...newDocument(1), originals: [original(1), original(2)] };

      const received = await Promise.all(many(16, () => each().receive(document)));

      expect(received.filter(({ isNew }) => isNew)).toHaveLength(1);
      expect(new Set(received.map((one) => one.document.receivedAt)).size).toBe(1);
      expect(await each().documentsWithOriginal(original(2).checksum)).toEqual([documentId(1)]);
      expect((await each().countByState()).received).toBe(1);
    });

    test('a document that is received and put back at once is there by one of the two', async () => {
      const each = await openMany();

      const [received, ...restoredOnes] = await Promise.all([
        each().receive(newDocument(1)),
        each().restore(restored(1, 1), pages(2, 'read')),
        each().restore(restored(1, 1), pages(2, 'read')),
      ]);

      expect([received.isNew, ...restoredOnes].filter((isFirst) => isFirst)).toHaveLength(1);
      const { published, received: waiting } = await each().countByState();
      expect(published + waiting).toBe(1);
    });

    test('a revision published while the next is started is published, and one is started', async () => {
      const each = await openMany();
      await each().receive(newDocument(1));
      await each().publish(revision(1), pages(2, 'read'));

      const [, ...started] = await Promise.all([
        each().publish(revision(2), pages(3, 'read')),
        ...many(6, () => each().startRevision(documentId(1))),
      ]);

      const document = await each().document(documentId(1));
      expect(document).toMatchObject({ publishedRevision: 2, pageCount: 3, state: 'published' });
      const numbers = new Set(started.map(({ number }) => number));
      expect([...numbers].every((number) => number === 2 || number === 3)).toBe(true);
      expect(document.workRevision).toBe(Math.max(2, ...numbers));
      expect(await each().pages(revision(2))).toEqual(pages(3, 'read'));
    });

    test('pages that are read by many at once are all read, and every step is counted once', async () => {
      const each = await openMany();
      await each().receive(newDocument(1));
      await each().openRevision(revision(1), pages(40));
      const read = async (page: number) => {
        const catalogue = each();
        await catalogue.setPage(revision(1), page, { ...UNRECKONED, state: 'read' });
        await catalogue.finishStep({ revision: revision(1), job: 'ocr-page', stepId: `ocr-page_${page}` });
      };

      await Promise.all(many(80, (number) => read(number % 40)));

      expect(await each().pages(revision(1))).toEqual(pages(40, 'read'));
      expect((await each().progress(revision(1)))[0]).toEqual({ job: 'ocr-page', done: 40, planned: 40 });
      expect(await each().countInWork()).toEqual({ documents: 1, pagesDone: 40, pagesPlanned: 40 });
    });

    test('a page and a step that are told while the revision is published neither fail nor stay', async () => {
      const each = await openMany();
      for (let round = 1; round <= 8; round++) {
        await each().receive(newDocument(round));
        const of = revision(1, round);
        await each().openRevision(of, pages(3, 'read'));

        await Promise.all([
          each().setPage(of, 1, { ...UNRECKONED, state: 'read' }),
          each().finishStep({ revision: of, job: 'ocr-page', stepId: 'ocr-page_1' }),
          each().publish(of, pages(3, 'read')),
          each().setPage(of, 2, { ...UNRECKONED, state: 'read' }),
          each().finishStep({ revision: of, job: 'ocr-page', stepId: 'ocr-page_2' }),
        ]);

        expect(await each().pages(of)).toEqual(pages(3, 'read'));
        expect(await each().progress(of)).toEqual([]);
      }
      expect(await each().countInWork()).toEqual({ documents: 0, pagesDone: 0, pagesPlanned: 0 });
    });

    test('counts are right after everything at once', async () => {
      const each = await openMany();
      const numbers = Array.from({ length: 30 }, (_, number) => number);

      await Promise.all(
        numbers.map(async (number) => {
          const of = revision(1, number);
          await each().receive(newDocument(number, { collection: `Tập ${number % 3}` }));
          await each().openRevision(of, pages(2));
          if (number % 5 === 0) await each().fail(of.documentId, failure);
          else await each().publish(of, pages(2, 'read'));
          if (number % 5 !== 0) await each().setIndexed(of, 1);
          if (number % 7 === 1) await each().remove(of.documentId);
        }),
      );
      const removed = numbers.filter((number) => number % 7 === 1);
      const kept = numbers.filter((number) => number % 7 !== 1);
      const failed = kept.filter((number) => number % 5 === 0);

      expect(await each().countByState()).toEqual({
        received: 0,
        reading: 0,
        published: kept.length - failed.length,
        failed: failed.length,
        refused: 0,
      });
      expect(await each().countIndexed()).toBe(kept.length - failed.length);
      expect(await each().countInWork()).toEqual({ documents: 0, pagesDone: 0, pagesPlanned: 0 });
      expect(await each().collections()).toEqual(['Tập 0', 'Tập 1', 'Tập 2']);
      const toForget = removed.filter((number) => number % 5 !== 0).map(documentId);
      expect((await each().toForget(99)).toSorted()).toEqual(toForget.toSorted());
    });
  });
}

const revision = (number: number, of = 1) => ({ documentId: documentId(of), number });

const many = <Result>(count: number, make: (number: number) => Result): Result[] =>
  Array.from({ length: count }, (_, number) => make(number));

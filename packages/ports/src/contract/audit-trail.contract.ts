import { describe, expect, test } from 'vitest';
import type { AuditEntry } from '../audit-trail.ts';
import type { Catalogue } from '../catalogue.ts';
import { documentId, newDocument } from './sample-documents.ts';

/** What was done by whom. A part of `catalogueContract`. */
export function auditTrailContract(open: () => Promise<Catalogue>): void {
  describe('the audit trail', () => {
    test('entries are kept as they are noted, newest first', async () => {
      const { audit } = await open();
      const noted = [entry('document.received', 1), entry('library.renamed', null), entry('record.changed', 1)];

      for (const each of noted) await audit.note(each);

      expect(await audit.entries({ limit: 10 })).toEqual(noted.toReversed());
      expect(await audit.entries({ limit: 2 })).toEqual(noted.toReversed().slice(0, 2));
    });

    test('what concerns one document is found by it', async () => {
      const { audit } = await open();
      await audit.note(entry('document.received', 1));
      await audit.note(entry('document.received', 2));
      await audit.note(entry('record.changed', 1));

      const found = await audit.entries({ documentId: documentId(1), limit: 10 });

      expect(found.map(({ what }) => what)).toEqual(['record.changed', 'document.received']);
    });

    test('what is found well again and again is noted once, and each time it was not stays', async () => {
      const { audit } = await open();
      const checked = (problems: number, document: number) => ({
        ...entry('fixity.checked', document),
        details: { files: 3, problems },
      });
      await audit.note(entry('record.changed', 1));

      for (const problems of [0, 0, 2, 0, 0]) await audit.renew(checked(problems, 1));
      await audit.renew(checked(0, 2));

      const found = await audit.entries({ documentId: documentId(1), limit: 10 });
      expect(found.map(({ what, details }) => [what, details['problems']])).toEqual([
        ['fixity.checked', 0],
        ['fixity.checked', 2],
        ['record.changed', undefined],
      ]);
      expect(await audit.entries({ documentId: documentId(2), limit: 10 })).toHaveLength(1);
    });

    test('the same problems found again and again are noted twice, when they began and lately', async () => {
      const { audit } = await open();
      const found = (problems: number, day: number) => ({
        ...entry('fixity.checked', 1),
        at: `2024-05-0${day}T00:00:00.000Z`,
        details: { files: 3, problems },
      });

      for (const [day, problems] of [1, 2, 2, 2, 2, 1, 1].entries()) await audit.renew(found(problems, day + 1));

      const kept = await audit.entries({ documentId: documentId(1), limit: 10 });
      expect(kept.map(({ at, details }) => [at.slice(8, 10), details['problems']])).toEqual([
        ['07', 1],
        ['06', 1],
        ['05', 2],
        ['02', 2],
        ['01', 1],
      ]);
    });

    test('what was done stays on record when the document is gone', async () => {
      const catalogue = await open();
      await catalogue.receive(newDocument(1));
      await catalogue.audit.note(entry('document.removed', 1));

      await catalogue.remove(documentId(1));

      expect(await catalogue.audit.entries({ documentId: documentId(1), limit: 10 })).toHaveLength(1);
    });
  });
}

const entry = (what: string, document: number | null): AuditEntry => ({
  at: '2024-05-07T08:09:10.011Z',
  who: 'Đức',
  what,
  documentId: document === null ? null : documentId(document),
  details: { before: { title: 'Cũ “1”' }, after: ['mới', 2, null, true] },
});

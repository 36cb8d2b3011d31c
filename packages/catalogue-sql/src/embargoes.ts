import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Document, type DocumentId, isEmbargoed } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { CatalogueTools } from './catalogue-tools.ts';
import { recordColumns } from './document-row.ts';
import { noteChange } from './note-change.ts';
import { noteAccess } from './note-shown.ts';

const AT_ONCE = 100;

/** Documents that were held back until a day. */
export function createEmbargoes(tools: CatalogueTools): Pick<Catalogue, 'openEmbargoed'> {
  const { db, now, transact, hold } = tools;

  const open = (id: DocumentId, today: string) =>
    transact(async (trx) => {
      const document = await hold(trx, id);
      // Removed, or held back longer, since it was listed.
      if (!document || isEmbargoed(document.record, today)) return 0;
      const columns = recordColumns(document.record, today);
      await noteAccess(trx, document, columns.is_private);
      // What puts it into the index just now, as it was, does not make it indexed: that is told by the version.
      const record_version = document.recordVersion + 1;
      const change = { ...columns, record_version, is_indexed: 0, changed_at: now() };
      const changed = trx.updateTable('document').set(change).where('id', '=', id).where('opens_on', 'is not', null);
      const { numUpdatedRows } = await changed.executeTakeFirstOrThrow();
      if (numUpdatedRows === 0n) return 0;
      await trx.insertInto('audit').values(ended(document, change.changed_at)).execute();
      if (document.publishedRevision > 0) await noteChange(tools, trx, document);
      return 1;
    });

  return {
    async openEmbargoed(today) {
      for (let opened = 0; ; ) {
        const due = await db
          .selectFrom('document')
          .select('id')
          .where('opens_on', '<=', today)
          .orderBy('opens_on')
          .orderBy('number')
          .limit(AT_ONCE)
          .execute();
        let more = 0;
        for (const { id } of due) more += await open(id, today);
        opened += more;
        if (more === 0) return opened;
        // Whoever else the process answers is answered in between.
        await nextTurn();
      }
    },
  };
}

/** In the transaction that opens it, so that it is told once, whichever process comes to it first. */
const ended = ({ id, record }: Document, at: string) => ({
  at,
  who: 'system',
  what: 'document.embargo-ended',
  document_id: id,
  details: JSON.stringify({ until: record.embargoUntil }),
});

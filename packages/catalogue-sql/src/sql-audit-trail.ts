import type { AuditEntry, AuditTrail } from '@diachi/ports';
import type { CatalogueTools } from './catalogue-tools.ts';

/** What was done by whom; only ever added to, but for what is looked at again and again. */
export function createAuditTrail({ db }: Pick<CatalogueTools, 'db'>): AuditTrail {
  return {
    async note(entry) {
      await db.insertInto('audit').values(rowOf(entry)).execute();
    },

    renew: (entry) =>
      db.transaction().execute(async (trx) => {
        const before = await trx
          .selectFrom('audit')
          .select(['number', 'details'])
          .where('document_id', '=', entry.documentId)
          .where('what', '=', entry.what)
          .orderBy('number')
          .execute();
        const row = rowOf(entry);
        const old = [...before.filter(({ details }) => problemsIn(details) === 0), ...repeated(before, row.details)];
        const numbers = old.map(({ number }) => number);
        if (numbers.length > 0) await trx.deleteFrom('audit').where('number', 'in', numbers).execute();
        await trx.insertInto('audit').values(row).execute();
      }),

    async entries({ documentId, limit }) {
      let query = db.selectFrom('audit').selectAll();
      if (documentId !== undefined) query = query.where('document_id', '=', documentId);
      const rows = await query.orderBy('number', 'desc').limit(limit).execute();
      return rows.map(({ at, who, what, document_id, details }) => ({
        at,
        who,
        what,
        documentId: document_id,
        details: JSON.parse(details) as AuditEntry['details'],
      }));
    },
  };
}

/** The last of what was noted, where it and the one before it say just what is to be noted now: when that began is told by the first. */
function repeated<Row extends { readonly details: string }>(before: readonly Row[], details: string): readonly Row[] {
  const latest = before.slice(-2);
  return latest.length === 2 && latest.every((row) => row.details === details) ? latest.slice(1) : [];
}

const rowOf = ({ at, who, what, documentId, details }: AuditEntry) => ({
  at,
  who,
  what,
  document_id: documentId,
  details: JSON.stringify(details),
});

const problemsIn = (details: string): unknown => (JSON.parse(details) as AuditEntry['details'])['problems'];

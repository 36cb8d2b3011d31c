import type { AuditEntry, AuditTrail } from '@diachi/ports';
import type { CatalogueTools } from './catalogue-tools.ts';

/** What was done by whom; only ever added to. */
export function createAuditTrail({ db }: Pick<CatalogueTools, 'db'>): AuditTrail {
  return {
    async note({ at, who, what, documentId, details }) {
      const row = { at, who, what, document_id: documentId, details: JSON.stringify(details) };
      await db.insertInto('audit').values(row).execute();
    },

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

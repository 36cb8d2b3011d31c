import { type Document, Failure } from '@diachi/domain';
import type { CheckList, DocumentToCheck, PageToCheck, ToCheck } from '@diachi/ports';
import { sql } from 'kysely';
import type { CatalogueTools } from './catalogue-tools.ts';
import { documentOf } from './document-row.ts';
import { shareOfMillionths } from './millionths.ts';
import { pageOf } from './page-rows.ts';
import { listStretch } from './stretch.ts';

/** What is to be checked, and what may be learned from. */
export const createChecking = ({ db }: CatalogueTools): ToCheck => ({
  async documentsToCheck({ after, limit }) {
    let query = db.selectFrom('document').selectAll().where('to_check', 'is not', null);
    if (after !== undefined) {
      const [doubt, number] = placeIn(after, /^(\d{1,7})_(\d{1,15})$/);
      query = query.where(sql<boolean>`(to_check, number) < (${Number(doubt)}, ${Number(number)})`);
    }
    const rows = await query
      .orderBy('to_check', 'desc')
      .orderBy('number', 'desc')
      .limit(limit + 1)
      .execute();
    return checkList(rows, limit, ({ to_check, number }) => `${to_check}_${number}`, documentToCheck);
  },

  async pagesToCheck({ after, limit }) {
    let query = db
      .selectFrom('page')
      .select([
        'document_id',
        'revision',
        'page',
        'label',
        'state',
        'reason',
        'expected_error',
        'is_trusted',
        'to_check',
      ])
      .where('to_check', 'is not', null);
    if (after !== undefined) {
      const [doubt, id, page] = placeIn(after, /^(\d{1,7})_([0-9a-z]{1,32})_(\d{1,5})$/);
      query = query.where(sql<boolean>`(to_check, document_id, page) < (${Number(doubt)}, ${id}, ${Number(page)})`);
    }
    const rows = await query
      .orderBy('to_check', 'desc')
      .orderBy('document_id', 'desc')
      .orderBy('page', 'desc')
      .limit(limit + 1)
      .execute();
    const documents = await documentsNamed(db, [...new Set(rows.map((row) => row.document_id))]);
    return checkList(
      rows,
      limit,
      (row) => `${row.to_check}_${row.document_id}_${row.page}`,
      (row): PageToCheck | null => {
        const document = documents.get(row.document_id);
        // Gone, or published anew, since the pages were listed.
        return document?.publishedRevision === row.revision ? { document, page: pageOf(row) } : null;
      },
    );
  },

  async trustedText() {
    const row = await db.selectFrom('trusted_text').select(['pages', 'withdrawn']).executeTakeFirst();
    return { pages: Number(row?.pages ?? 0), withdrawn: row?.withdrawn ?? 0 };
  },

  documentsToLearnFrom: (stretch) =>
    listStretch(db.selectFrom('document').where(toLearnFrom).where('is_private', '=', 0), stretch),
});

// In the words of the index that finds them: databases compare texts, not meanings.
const toLearnFrom = sql<boolean>`(published_revision > 0 and (trusted_pages is null or trusted_pages > 0))`;

type DocumentRow = Parameters<typeof documentOf>[0];

const documentToCheck = (row: DocumentRow): DocumentToCheck => ({
  document: documentOf(row),
  doubt: { expectedError: shareOfMillionths(row.to_check) ?? 0, pages: row.pages_to_check ?? 0 },
});

async function documentsNamed(db: CatalogueTools['db'], ids: readonly Document['id'][]) {
  if (ids.length === 0) return new Map<Document['id'], Document>();
  const rows = await db.selectFrom('document').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, documentOf(row)]));
}

function checkList<Row, Listed>(
  rows: readonly Row[],
  limit: number,
  place: (row: Row) => string,
  listed: (row: Row) => Listed | null,
): CheckList<Listed> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    listed: shown.map(listed).filter((one) => one !== null),
    next: last && rows.length > limit ? place(last) : null,
  };
}

function placeIn(after: string, form: RegExp): readonly string[] {
  const [, ...parts] = form.exec(after) ?? [];
  if (parts.length > 0) return parts;
  throw new Failure('invalid', 'stretch.bad-after', 'That is not where a list of what is to be checked went on.');
}

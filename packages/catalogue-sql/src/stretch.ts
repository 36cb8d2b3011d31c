import { Failure } from '@diachi/domain';
import type { DocumentList, Stretch } from '@diachi/ports';
import { type SelectQueryBuilder, sql } from 'kysely';
import { documentOf } from './document-row.ts';
import type { Tables } from './tables.ts';

type Documents = SelectQueryBuilder<Tables, 'document', object>;

/** The newest of these documents, or those after where a stretch before ended. Fails with `stretch.bad-after`. */
export async function listStretch(documents: Documents, { after, limit }: Stretch): Promise<DocumentList> {
  const rows = await (after === undefined ? documents : documents.where(beyond(parsePlace(after))))
    .selectAll()
    .orderBy('received_at', 'desc')
    .orderBy('number', 'desc')
    .limit(limit + 1)
    .execute();
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { documents: shown.map(documentOf), next: last && rows.length > limit ? placeAfter(last) : null };
}

type Place = { readonly receivedAt: string; readonly number: number };

const beyond = ({ receivedAt, number }: Place) => sql<boolean>`(received_at, number) < (${receivedAt}, ${number})`;

const placeAfter = (row: { readonly number: number; readonly received_at: string }): string =>
  `${row.number}_${row.received_at}`;

function parsePlace(after: string): Place {
  const [, number, receivedAt] = /^(\d{1,15})_([\dTZ:.+-]{1,40})$/.exec(after) ?? [];
  if (number && receivedAt) return { number: Number(number), receivedAt };
  throw new Failure('invalid', 'stretch.bad-after', 'That is not where a list of documents went on.');
}

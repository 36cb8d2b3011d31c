import { ocrPageJob } from '@diachi/jobs';
import type { WorkInHand } from '@diachi/ports';
import { sql } from 'kysely';
import type { CatalogueTools, Within } from './catalogue-tools.ts';
import { documentOf } from './document-row.ts';
import { stepsOf } from './progress.ts';
import { listStretch } from './stretch.ts';

/** All work together: a few queries, each over an index or a tally, whatever the number of documents. */
export const createWorkInHand = ({ db, snapshot }: CatalogueTools): WorkInHand => ({
  inWork: (limit) =>
    snapshot(async (trx) => {
      const rows = await newestInWork(trx, limit);
      // Of many that wait, most were never opened, and nothing of them is done.
      const ids = rows.filter(({ planned }) => planned !== null).map(({ id }) => id);
      const counted =
        ids.length === 0
          ? []
          : await trx.selectFrom('step_tally').selectAll().where('document_id', 'in', ids).execute();
      const steps = Map.groupBy(counted, (step) => `${step.document_id} ${step.revision}`);
      return rows.map(({ planned, ...row }) => ({
        document: documentOf(row),
        steps: stepsOf(planned, steps.get(`${row.id} ${row.work_revision}`) ?? []),
      }));
    }),

  countInWork: () =>
    snapshot(async (trx) => {
      const { documents } = await trx
        .selectFrom('tally')
        .select(({ fn }) => fn.sum<number>('count').as('documents'))
        .where('is_in_work', '=', 1)
        .executeTakeFirstOrThrow();
      const { planned, done } = await pagesInWork(trx);
      return { documents: Number(documents), pagesDone: Number(done), pagesPlanned: Number(planned) };
    }),

  unfinished: (stretch) => listStretch(db.selectFrom('document').where(unfinished), stretch),

  async withFailure(limit) {
    const failed = db.selectFrom('document').where('failure', 'is not', null).selectAll();
    const rows = await failed.orderBy('received_at', 'desc').orderBy('number', 'desc').limit(limit).execute();
    return rows.map(documentOf);
  },

  countIndexed: () =>
    snapshot(async (trx) => {
      const { indexed } = await trx
        .selectFrom('tally')
        .select(({ fn }) => fn.sum<number>('count').as('indexed'))
        .where('is_indexed', '=', 1)
        .executeTakeFirstOrThrow();
      const { closed } = await trx
        .selectFrom('document')
        .select(({ fn }) => fn.countAll<number>().as('closed'))
        .where(isClosed)
        .where('is_indexed', '=', 1)
        .executeTakeFirstOrThrow();
      return Number(indexed) - Number(closed);
    }),
});

// In the words of the index that finds them: databases compare texts, not meanings.
const unfinished = sql<boolean>`((work_revision > published_revision and failure is null) or (published_revision > 0 and is_indexed = 0))`;

const isClosed = sql<boolean>`(is_closed = 1 and published_revision > 0)`;

const newestInWork = (trx: Within, limit: number) =>
  trx
    .selectFrom('document')
    .leftJoin('opened_revision as opened', (join) =>
      join.onRef('opened.document_id', '=', 'document.id').onRef('opened.revision', '=', 'document.work_revision'),
    )
    .selectAll('document')
    .select('opened.page_count as planned')
    .whereRef('document.work_revision', '>', 'document.published_revision')
    .where('document.failure', 'is', null)
    .orderBy('document.received_at', 'desc')
    .orderBy('document.number', 'desc')
    .limit(limit)
    .execute();

/** From the few revisions that are open to their documents: a cross join is taken in the order it is written. */
const pagesInWork = (trx: Within) =>
  trx
    .selectFrom('opened_revision as opened')
    .crossJoin('document')
    .leftJoin('step_tally as read', (join) =>
      join
        .onRef('read.document_id', '=', 'opened.document_id')
        .onRef('read.revision', '=', 'opened.revision')
        .on('read.job', '=', ocrPageJob.name),
    )
    .whereRef('document.id', '=', 'opened.document_id')
    .whereRef('document.work_revision', '=', 'opened.revision')
    .whereRef('document.work_revision', '>', 'document.published_revision')
    .where('document.failure', 'is', null)
    .select(({ fn }) => [fn.sum<number>('opened.page_count').as('planned'), fn.sum<number>('read.done').as('done')])
    .executeTakeFirstOrThrow();

import { ocrPageJob } from '@diachi/jobs';
import type { WorkInHand } from '@diachi/ports';
import type { CatalogueTools, Within } from './catalogue-tools.ts';
import { countSteps } from './count-steps.ts';
import { documentOf } from './document-row.ts';

/** All work together: a few queries, each over an index, whatever the number of documents. */
export const createWorkInHand = ({ db }: CatalogueTools): WorkInHand => ({
  async inWork(limit) {
    const rows = await newest(inWork(db), limit);
    // One that was never opened has no pages to be counted; of many that wait, most are such.
    const ids = rows.filter(({ page_count }) => page_count !== null).map(({ id }) => id);
    const steps = await countSteps(db, ids);
    return rows.map((row) => ({ document: documentOf(row), steps: steps.get(row.id) ?? [] }));
  },

  async countInWork() {
    const { documents } = await inWork(db)
      .select(({ fn }) => fn.countAll<number>().as('documents'))
      .executeTakeFirstOrThrow();
    const opened = inWork(db).where('page_count', 'is not', null);
    const { planned } = await opened
      .crossJoin('page')
      .whereRef('page.document_id', '=', 'document.id')
      .whereRef('page.revision', '=', 'document.work_revision')
      .select(({ fn }) => fn.countAll<number>().as('planned'))
      .executeTakeFirstOrThrow();
    const { done } = await opened
      .crossJoin('finished_step as step')
      .whereRef('step.document_id', '=', 'document.id')
      .whereRef('step.revision', '=', 'document.work_revision')
      .where('step.job', '=', ocrPageJob.name)
      .select(({ fn }) => fn.countAll<number>().as('done'))
      .executeTakeFirstOrThrow();
    return { documents: Number(documents), pagesDone: Number(done), pagesPlanned: Number(planned) };
  },

  async withFailure(limit) {
    const rows = await newest(db.selectFrom('document').where('document.failure', 'is not', null), limit);
    return rows.map(documentOf);
  },

  async countIndexed() {
    const { count } = await db
      .selectFrom('document')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('is_indexed', '=', 1)
      .executeTakeFirstOrThrow();
    return Number(count);
  },
});

const inWork = (db: Within) =>
  db
    .selectFrom('document')
    .whereRef('document.work_revision', '>', 'document.published_revision')
    .where('document.failure', 'is', null);

const newest = (documents: ReturnType<typeof inWork>, limit: number) =>
  documents.selectAll().orderBy('received_at', 'desc').orderBy('number', 'desc').limit(limit).execute();

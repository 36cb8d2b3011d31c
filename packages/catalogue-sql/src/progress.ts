import { plannedSteps } from '@diachi/jobs';
import type { Catalogue } from '@diachi/ports';
import type { CatalogueTools } from './catalogue-tools.ts';
import { findDocument } from './find-document.ts';

/** Steps counted, never guessed. */
export function createProgress({ db }: CatalogueTools): Pick<Catalogue, 'finishStep' | 'progress'> {
  return {
    finishStep: ({ revision: { documentId, number }, job, stepId }) =>
      db.transaction().execute(async (trx) => {
        const { publishedRevision } = await findDocument(trx, documentId);
        // Publishing is itself a step, and is told when the counts are forgotten already.
        if (number <= publishedRevision) return;
        await trx
          .insertInto('finished_step')
          .values({ document_id: documentId, revision: number, job, step_id: stepId })
          .onConflict((conflict) => conflict.columns(['document_id', 'revision', 'job', 'step_id']).doNothing())
          .execute();
      }),

    progress: ({ documentId, number }) =>
      db.transaction().execute(async (trx) => {
        const { publishedRevision } = await findDocument(trx, documentId);
        if (number <= publishedRevision) return [];
        const { pageCount } = await trx
          .selectFrom('page')
          .select(trx.fn.countAll<number>().as('pageCount'))
          .where('document_id', '=', documentId)
          .where('revision', '=', number)
          .executeTakeFirstOrThrow();
        if (Number(pageCount) === 0) return [];
        const rows = await trx
          .selectFrom('finished_step')
          .select(['job', trx.fn.countAll<number>().as('done')])
          .where('document_id', '=', documentId)
          .where('revision', '=', number)
          .groupBy('job')
          .execute();
        const done = new Map(rows.map((row) => [row.job, Number(row.done)]));
        return plannedSteps(Number(pageCount)).map((step) => ({ ...step, done: done.get(step.job) ?? 0 }));
      }),
  };
}

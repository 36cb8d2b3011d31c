import { plannedSteps } from '@diachi/jobs';
import type { Catalogue, StepCount } from '@diachi/ports';
import { sql } from 'kysely';
import type { CatalogueTools } from './catalogue-tools.ts';
import { findDocument } from './find-document.ts';

/** Steps counted, never guessed. */
export function createProgress({
  db,
  snapshot,
  locksRows,
}: CatalogueTools): Pick<Catalogue, 'finishStep' | 'progress'> {
  return {
    // One statement, for it is written once for every page of every document.
    async finishStep({ revision: { documentId, number }, job, stepId }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('finished_step')
        .columns(['document_id', 'revision', 'job', 'step_id'])
        .expression((query) =>
          query
            .selectFrom('document')
            .select([
              'id',
              sql<number>`cast(${number} as integer)`.as('revision'),
              sql<string>`cast(${job} as text)`.as('job'),
              sql<string>`cast(${stepId} as text)`.as('step_id'),
            ])
            .where('id', '=', documentId)
            // Publishing is itself a step, and is told when the counts are forgotten already.
            .where('published_revision', '<', number)
            .$if(locksRows, (held) => held.forShare()),
        )
        .onConflict((conflict) => conflict.columns(['document_id', 'revision', 'job', 'step_id']).doNothing())
        .executeTakeFirst();
      if ((numInsertedOrUpdatedRows ?? 0n) === 0n) await findDocument(db, documentId);
    },

    progress: ({ documentId, number }) =>
      snapshot(async (trx) => {
        const { publishedRevision } = await findDocument(trx, documentId);
        if (number <= publishedRevision) return [];
        const opened = await trx
          .selectFrom('opened_revision')
          .select('page_count')
          .where('document_id', '=', documentId)
          .where('revision', '=', number)
          .executeTakeFirst();
        const done = await trx
          .selectFrom('step_tally')
          .select(['job', 'done'])
          .where('document_id', '=', documentId)
          .where('revision', '=', number)
          .execute();
        return stepsOf(opened?.page_count ?? null, done);
      }),
  };
}

/** The steps of a revision with so many pages; none before they are known. */
export function stepsOf(
  pageCount: number | null,
  counted: readonly { readonly job: string; readonly done: number }[],
): readonly StepCount[] {
  if (pageCount === null || pageCount === 0) return [];
  const done = new Map(counted.map((step) => [step.job, step.done]));
  return plannedSteps(pageCount).map((step) => ({ ...step, done: done.get(step.job) ?? 0 }));
}

import type { DocumentId } from '@diachi/domain';
import { plannedSteps } from '@diachi/jobs';
import type { StepCount } from '@diachi/ports';
import type { Within } from './catalogue-tools.ts';

/** The steps of the revisions these documents have in work, planned and done; none of a document whose pages are not known. */
export async function countSteps(
  db: Within,
  ids: readonly DocumentId[],
): Promise<ReadonlyMap<DocumentId, readonly StepCount[]>> {
  if (ids.length === 0) return new Map();
  const [pages, steps] = await Promise.all([countPages(db, ids), countDone(db, ids)]);
  const done = new Map(steps.map(({ id, job, count }) => [`${id} ${job}`, Number(count)]));
  return new Map(
    pages.map(({ id, count }) => [
      id,
      plannedSteps(Number(count)).map((step) => ({ ...step, done: done.get(`${id} ${step.job}`) ?? 0 })),
    ]),
  );
}

// A cross join is taken in the order it is written: from the few documents to what belongs to them.
const countPages = (db: Within, ids: readonly DocumentId[]) =>
  db
    .selectFrom('document')
    .crossJoin('page')
    .whereRef('page.document_id', '=', 'document.id')
    .whereRef('page.revision', '=', 'document.work_revision')
    .where('document.id', 'in', ids)
    .select(({ fn }) => ['document.id', fn.countAll<number>().as('count')])
    .groupBy('document.id')
    .execute();

const countDone = (db: Within, ids: readonly DocumentId[]) =>
  db
    .selectFrom('document')
    .crossJoin('finished_step as step')
    .whereRef('step.document_id', '=', 'document.id')
    .whereRef('step.revision', '=', 'document.work_revision')
    .where('document.id', 'in', ids)
    .select(({ fn }) => ['document.id', 'step.job', fn.countAll<number>().as('count')])
    .groupBy(['document.id', 'step.job'])
    .execute();

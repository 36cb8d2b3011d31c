import { type Document, keys } from '@diachi/domain';
import { planIndex, planIntake, planRevision, publishRevisionJob, type Step, step } from '@diachi/jobs';
import type { Catalogue, JobQueue, ObjectStore } from '@diachi/ports';

/** What is left to do for a document, as far as it can be planned now; null when there is nothing, or a person has to decide. */
export async function planWork(
  { catalogue, store }: { readonly catalogue: Catalogue; readonly store: ObjectStore },
  document: Document,
): Promise<Step | null> {
  const { id, state, workRevision, publishedRevision, failure } = document;
  if (state === 'refused' || state === 'failed') return null;
  if (workRevision > publishedRevision && failure === null) {
    const revision = { documentId: id, number: workRevision };
    const pages = await catalogue.pages(revision);
    const isCounted = pages.length > 0 && (await store.has(keys.pageList(revision)));
    return isCounted ? planRevision(revision, pages.length) : planIntake(revision);
  }
  if (publishedRevision === 0 || document.isIndexed) return null;
  return planIndex({ documentId: id, number: publishedRevision }, document.recordVersion);
}

/** Whether the queue has something of what is left to do for a document. */
export async function isMoving(queue: Pick<JobQueue, 'isUnderWay'>, document: Document): Promise<boolean> {
  const { id, workRevision, publishedRevision, recordVersion, pageCount } = document;
  if (workRevision > publishedRevision && document.failure === null) {
    const revision = { documentId: id, number: workRevision };
    // Everything else of a revision is what publishing it waits for.
    const publishing = step(publishRevisionJob, { revision, pageCount: Math.max(pageCount ?? 1, 1) });
    return (await queue.isUnderWay(publishing)) || (await queue.isUnderWay(planIntake(revision)));
  }
  return queue.isUnderWay(planIndex({ documentId: id, number: Math.max(publishedRevision, 1) }, recordVersion));
}

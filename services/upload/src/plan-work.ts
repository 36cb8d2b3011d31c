import { type Document, keys } from '@diachi/domain';
import { planIndex, planIntake, planRevision, type Step } from '@diachi/jobs';
import type { Catalogue, ObjectStore } from '@diachi/ports';

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

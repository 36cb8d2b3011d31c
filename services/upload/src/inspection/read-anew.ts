import { type Document, type DocumentId, keys } from '@diachi/domain';
import { planIntake } from '@diachi/jobs';
import { documentIfThere } from '../document-if-there.ts';
import { findings as found } from './findings.ts';
import type { InspectTools } from './inspect-tools.ts';

/**
 * Has a document read again from its originals because files of what readers see are gone; readers keep what is left until then. Where that
 * cannot be, it is told.
 */
export async function readAnew(
  tools: InspectTools,
  id: DocumentId,
  publishedRevision: number,
  key: string,
  count: number,
): Promise<void> {
  const { catalogue, findings } = tools;
  await catalogue.locks.inOrder(id, async () => {
    const document = await documentIfThere(catalogue, id);
    // Removed, or read again since it was looked at.
    if (!document || document.publishedRevision !== publishedRevision) return;
    const { workRevision, failure } = document;
    if (workRevision > publishedRevision && failure === null) return;
    if (workRevision > publishedRevision || !(await hasOriginals(tools, document)) || !tools.mayReadAnew()) {
      findings.problem(found.filesMissing(id, key, count));
      return;
    }
    const revision = await catalogue.startRevision(id);
    await catalogue.audit.note({
      at: tools.clock().toISOString(),
      who: 'system',
      what: 'document.read-again',
      documentId: id,
      details: { revision: revision.number, missing: key },
    });
    await tools.queue.add(planIntake(revision));
    findings.repaired(found.readAgain(id, key, count));
  });
}

async function hasOriginals({ store }: InspectTools, { originals }: Document): Promise<boolean> {
  for (const { checksum } of originals) if (!(await store.has(keys.original(checksum)))) return false;
  return true;
}

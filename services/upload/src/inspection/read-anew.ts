import { type Document, type DocumentId, keys } from '@diachi/domain';
import { planIntake } from '@diachi/jobs';
import { documentIfThere } from '../document-if-there.ts';
import { findings as found } from './findings.ts';
import type { InspectTools } from './inspect-tools.ts';
import type { Finding } from './inspection.ts';

export type ReadAnewTools = Pick<InspectTools, 'catalogue' | 'store' | 'queue' | 'clock' | 'findings' | 'mayReadAnew'>;

/** What is told of it, when it can be done and when not. */
type Words = Readonly<Record<'again' | 'not', (id: DocumentId, key: string, count: number) => Finding>>;

const WORDS: Words = { again: found.readAgain, not: found.filesMissing };

/**
 * Has a document read again from its originals because files of what readers see are gone; readers keep what is left until then. Where that
 * cannot be, it is told.
 */
export async function readAnew(
  tools: ReadAnewTools,
  id: DocumentId,
  publishedRevision: number,
  key: string,
  count: number,
  words: Words = WORDS,
): Promise<void> {
  const { catalogue, findings } = tools;
  await catalogue.locks.inOrder(id, async () => {
    const document = await documentIfThere(catalogue, id);
    // Removed, or read again since it was looked at.
    if (!document || document.publishedRevision !== publishedRevision) return;
    const { workRevision, failure } = document;
    if (workRevision > publishedRevision && failure === null) return;
    if (workRevision > publishedRevision || !(await hasOriginals(tools, document)) || !tools.mayReadAnew()) {
      findings.problem(words.not(id, key, count));
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
    findings.repaired(words.again(id, key, count));
  });
}

async function hasOriginals({ store }: ReadAnewTools, { originals }: Document): Promise<boolean> {
  for (const { checksum } of originals) if (!(await store.has(keys.original(checksum)))) return false;
  return true;
}

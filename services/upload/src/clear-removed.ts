import { type Document, isFailure } from '@diachi/domain';
import { type ForgetTools, forgetKept } from './forget-kept.ts';
import { keepGone } from './keep-gone.ts';
import type { WorkTools } from './work-tools.ts';

type ClearTools = ForgetTools & Pick<WorkTools, 'log'>;
type Removed = Pick<Document, 'id' | 'originals'>;

const STRETCH = 100;

/**
 * Clears the store of a document that was removed and is in its turn. While the store is away, or bytes of the document are just being
 * received for another, the catalogue remembers it: then false.
 */
export async function clearRemoved(tools: ClearTools, removed: Removed, lost: AbortSignal): Promise<boolean> {
  const { catalogue, log } = tools;
  try {
    await keepGone(tools, removed.id);
    if (!(await forgetKept(tools, removed, lost))) return false;
    lost.throwIfAborted();
    await catalogue.setCleared(removed.id);
    return true;
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.kind !== 'unavailable') throw thrown;
    log.warn({ err: thrown, document: removed.id }, 'the store is cleared of a removed document later');
    return false;
  }
}

/** The same for every removal that was broken off, longest removed first. */
export async function clearAllRemoved(tools: ClearTools, signal: AbortSignal): Promise<void> {
  const { catalogue } = tools;
  for (;;) {
    const all = await catalogue.toClear(STRETCH);
    for (const { id } of all) {
      if (signal.aborted) return;
      const isCleared = await catalogue.locks.inOrder(id, async (lost) => {
        // Received again since, it is nobody's to clear.
        const [removed] = await catalogue.toClear(1, id);
        return !removed || clearRemoved(tools, removed, lost);
      });
      // The rest waits for the next time, like this one.
      if (!isCleared) return;
    }
    if (all.length < STRETCH) return;
  }
}

import { type DocumentId, isFailure } from '@diachi/domain';
import type { WorkTools } from './work-tools.ts';

type ForgetTools = Pick<WorkTools, 'catalogue' | 'index' | 'log'>;

const STRETCH = 100;

/** Has the search index forget a document that was removed and is in its turn. False while the index is away: the catalogue remembers it. */
export async function forgetInSearch({ catalogue, index, log }: ForgetTools, id: DocumentId): Promise<boolean> {
  try {
    await index.remove(id);
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.kind !== 'unavailable') throw thrown;
    log.warn({ err: thrown, document: id }, 'the search index forgets a removed document later');
    return false;
  }
  await catalogue.setForgotten(id);
  return true;
}

/** The same for everything that was removed while the index was away, longest removed first. */
export async function forgetAllInSearch(tools: ForgetTools, signal: AbortSignal): Promise<void> {
  const { catalogue } = tools;
  for (;;) {
    const ids = await catalogue.toForget(STRETCH);
    for (const id of ids) {
      if (signal.aborted) return;
      const isForgotten = await catalogue.locks.inOrder(id, () => forgetInSearch(tools, id));
      if (!isForgotten) return;
    }
    if (ids.length < STRETCH) return;
  }
}

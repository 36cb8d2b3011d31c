import { isFailure, keys, noteFailure, parseKeptGone } from '@diachi/domain';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import type { RebuildProblem } from './restore-document.ts';

export type RestoreGoneTools = {
  readonly store: Pick<ObjectStore, 'list' | 'get'>;
  readonly catalogue: Pick<Catalogue, 'rememberGone'>;
};

/**
 * Tells the catalogue which documents everybody once saw and that were removed, where it tells nothing of them: after those that are there
 * were put back. What cannot be read is told as a problem. Only what may pass is a failure (`unavailable`).
 */
export async function restoreGone(
  { store, catalogue }: RestoreGoneTools,
  tellProblem: (problem: RebuildProblem) => void,
  signal?: AbortSignal,
): Promise<void> {
  for await (const key of store.list(keys.allGone())) {
    signal?.throwIfAborted();
    try {
      const { version: _, documentId: id, ...stood } = parseKeptGone(await store.get(key));
      await catalogue.rememberGone({ id, ...stood });
    } catch (thrown) {
      if (!isFailure(thrown) || thrown.kind === 'unavailable') throw thrown;
      tellProblem({ key, failure: noteFailure(thrown) });
    }
  }
}

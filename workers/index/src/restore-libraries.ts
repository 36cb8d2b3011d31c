import { isFailure, keys, noteFailure, parseKeptLibraries } from '@diachi/domain';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import type { RebuildProblem } from './restore-document.ts';

export type RestoreLibrariesTools = {
  readonly store: Pick<ObjectStore, 'get'>;
  readonly catalogue: Pick<Catalogue, 'libraries' | 'putLibrary'>;
};

/** A rename tells the store first, so one that happens meanwhile is seen when looking again; nobody renames faster. */
const MOST_LOOKS = 5;

/**
 * Gives the catalogue the member libraries the store knows, by the names it knows. A list that cannot be read is told as a problem; libraries
 * are then called by their codes. Only what may pass is a failure (`unavailable`).
 */
export async function restoreLibraries(
  { store, catalogue }: RestoreLibrariesTools,
  tellProblem: (problem: RebuildProblem) => void,
): Promise<void> {
  const key = keys.libraries();
  try {
    for (let look = 0; look < MOST_LOOKS; look++) {
      const known = new Map((await catalogue.libraries()).map(({ code, name }) => [code, name]));
      const kept = parseKeptLibraries(await store.get(key));
      const different = kept.filter(({ code, name }) => known.get(code) !== name);
      if (different.length === 0) return;
      for (const library of different) await catalogue.putLibrary(library);
    }
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.kind === 'unavailable') throw thrown;
    if (thrown.code === 'object.missing') return;
    tellProblem({ key, failure: noteFailure(thrown) });
  }
}

import type { Catalogue, ObjectStore, SearchIndex } from '@diachi/ports';
import { foundDocuments } from './found-documents.ts';
import { refillIndex } from './refill-index.ts';
import { type RebuildProblem, type RestoreOutcome, restoreDocument } from './restore-document.ts';
import { restoreGone } from './restore-gone.ts';
import { restoreLibraries } from './restore-libraries.ts';

export type RebuildTools = {
  readonly store: ObjectStore;
  readonly catalogue: Catalogue;
  readonly index: Pick<SearchIndex, 'rebuild' | 'put' | 'remove'>;
};

/** Documents by what became of them, and every file that could not be read. */
export type RebuildReport = {
  readonly documents: Readonly<Record<RestoreOutcome, number>>;
  readonly problems: readonly RebuildProblem[];
};

/** Documents put back into the catalogue, of nobody knows how many; then documents put into the index, of so many; at its end, all that were found. */
export type RebuildProgress = { readonly done: number; readonly planned: number | null };

/**
 * Rebuilds the catalogue from the store, and then the index from both, while searchers go on finding what was there. Others may go on
 * working: what is changed or removed meanwhile stays so. One bad document never stops it; a store, a catalogue or an index that cannot
 * answer does, as `signal` does, and it can then be done again from the start.
 */
export async function rebuildFromStore(
  tools: RebuildTools,
  tell: (progress: RebuildProgress) => void = () => undefined,
  signal?: AbortSignal,
): Promise<RebuildReport> {
  const documents: Record<RestoreOutcome, number> = { published: 0, received: 0, left: 0, lost: 0 };
  const problems: RebuildProblem[] = [];
  const tellProblem = (problem: RebuildProblem) => void problems.push(problem);
  let done = 0;
  await restoreLibraries(tools, tellProblem);
  for await (const found of foundDocuments(tools.store)) {
    signal?.throwIfAborted();
    documents[await restoreDocument(tools, found, tellProblem)] += 1;
    done += 1;
    tell({ done, planned: null });
  }
  await restoreGone(tools, tellProblem, signal);
  await refillIndex(tools, { tell, tellProblem, signal });
  tell({ done, planned: done });
  return { documents, problems };
}

import type { Catalogue, ObjectStore, SearchIndex } from '@diachi/ports';
import { foundDocuments } from './found-documents.ts';
import { type RebuildProblem, type RestoreOutcome, restoreDocument } from './restore-document.ts';
import { restoreLibraries } from './restore-libraries.ts';

export type RebuildTools = {
  readonly store: ObjectStore;
  readonly catalogue: Catalogue;
  /** Emptied, when given, before the documents are put back. */
  readonly index?: Pick<SearchIndex, 'clear'>;
};

/** Documents by what became of them, and every file that could not be read. */
export type RebuildReport = {
  readonly documents: Readonly<Record<RestoreOutcome, number>>;
  readonly problems: readonly RebuildProblem[];
};

export type RebuildProgress = { readonly done: number; readonly planned: number | null };

/**
 * Rebuilds the catalogue from the store, and leaves nothing counted as indexed, so that the index is filled again. Others may go on working: what is
 * changed or removed meanwhile stays so. One bad document never stops it; a store, a catalogue or an index that cannot answer does, and it can then be done again from the start.
 */
export async function rebuildFromStore(
  { store, catalogue, index }: RebuildTools,
  tell: (progress: RebuildProgress) => void = () => undefined,
): Promise<RebuildReport> {
  // First, so that a rebuild broken off leaves an index that is known to be incomplete.
  await catalogue.forgetIndexed();
  await index?.clear();

  const documents: Record<RestoreOutcome, number> = { published: 0, received: 0, left: 0, lost: 0 };
  const problems: RebuildProblem[] = [];
  await restoreLibraries({ store, catalogue }, (problem) => problems.push(problem));
  let done = 0;
  for await (const found of foundDocuments(store)) {
    const outcome = await restoreDocument({ store, catalogue }, found, (problem) => problems.push(problem));
    documents[outcome] += 1;
    done += 1;
    tell({ done, planned: null });
  }
  // Whatever was put into the index before it was emptied and counted after.
  await catalogue.forgetIndexed();
  return { documents, problems };
}

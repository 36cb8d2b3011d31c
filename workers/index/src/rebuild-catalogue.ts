import type { Log } from '@diachi/process';
import { type RebuildTools, rebuildFromStore } from './rebuild.ts';

export type RebuildCatalogueTools = RebuildTools & {
  readonly log: Pick<Log, 'info' | 'warn'>;
  readonly clock?: () => Date;
};

/**
 * Rebuilds catalogue and index from the store as a step, and notes in the catalogue what became of it (`library.rebuilt`), where whoever
 * asked for it finds it. Done again it begins anew. Fails as `rebuildFromStore` does, and with the signal's reason.
 */
export async function rebuildCatalogue(
  { store, catalogue, index, log, clock = () => new Date() }: RebuildCatalogueTools,
  signal: AbortSignal,
): Promise<void> {
  const tools = { store, catalogue, index };
  const { documents: outcomes, problems } = await rebuildFromStore(tools, undefined, signal);
  const documents = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
  for (const { key, failure } of problems) log.warn({ key, failure }, 'a file could not be used for rebuilding');
  log.info({ documents, outcomes, problems: problems.length }, 'rebuilt from the store');
  await catalogue.audit.note({
    at: clock().toISOString(),
    who: 'system',
    what: 'library.rebuilt',
    documentId: null,
    details: { documents, outcomes, problems: problems.length },
  });
}

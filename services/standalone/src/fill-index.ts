import { type Document, isFailure } from '@diachi/domain';
import { planIndex } from '@diachi/jobs';
import type { Catalogue, JobHandler } from '@diachi/ports';
import type { Log } from '@diachi/process';

export type FillIndexTools = {
  readonly catalogue: Pick<Catalogue, 'documents' | 'shelves' | 'countIndexed'>;
  /** Among them the one that puts a document into the index. */
  readonly handlers: readonly JobHandler[];
  readonly log: Pick<Log, 'warn'>;
};

const STRETCH = 200;

/**
 * Puts what is published and not in the index yet into it, for whoever searches where nothing else works. What failed before stays out,
 * as it does where work goes on; a store, a catalogue or an index that cannot answer is a failure, for a search would miss what is there.
 */
export const createFillIndex =
  ({ catalogue, handlers, log }: FillIndexTools) =>
  async (signal: AbortSignal, onFilling: (documents: number) => void): Promise<void> => {
    const shelves = await catalogue.shelves();
    const shown = shelves.reduce((sum, { documents }) => sum + documents, 0);
    if (shown <= (await catalogue.countIndexed())) return;
    const missing = await missingFrom(catalogue);
    if (missing.length > 0) onFilling(missing.length);
    for (const { id, publishedRevision, recordVersion } of missing) {
      signal.throwIfAborted();
      const { job, payload } = planIndex({ documentId: id, number: publishedRevision }, recordVersion);
      const handler = handlers.find((one) => one.job.name === job);
      if (!handler) throw new Error(`Nobody here does ${job}.`);
      try {
        await handler.run(payload, { attempt: 1, signal });
      } catch (thrown) {
        if (!isFailure(thrown) || thrown.kind === 'unavailable') throw thrown;
        log.warn({ err: thrown, document: id }, 'a document could not be put into the index');
      }
    }
  };

async function missingFrom(catalogue: FillIndexTools['catalogue']): Promise<readonly Document[]> {
  const missing: Document[] = [];
  let after: string | null = null;
  do {
    const stretch = after === null ? { limit: STRETCH } : { after, limit: STRETCH };
    const list = await catalogue.documents({ states: ['published'] }, stretch);
    missing.push(...list.documents.filter(({ isIndexed, failure }) => !isIndexed && failure === null));
    after = list.next;
  } while (after !== null);
  return missing;
}

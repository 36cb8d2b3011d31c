import { indexDocumentJob, publishRevisionJob } from '@diachi/jobs';
import { type Catalogue, handle, type JobHandler, type ObjectStore, type SearchIndex } from '@diachi/ports';
import { indexDocument } from './index-document.ts';
import { publishRevision } from './publish-revision.ts';

export type IndexWorkerTools = {
  readonly store: ObjectStore;
  readonly catalogue: Catalogue;
  readonly index: SearchIndex;
};

/** Takes the jobs that publish revisions and make them findable. What it works with is not its own to close. */
export function createIndexWorker(tools: IndexWorkerTools): {
  readonly handlers: readonly JobHandler[];
  close(): Promise<void>;
} {
  return {
    handlers: [
      handle(publishRevisionJob, (work, { signal }) => publishRevision(tools, work, signal)),
      handle(indexDocumentJob, (work, { signal }) => indexDocument(tools, work, signal)),
    ],
    close: async () => {},
  };
}

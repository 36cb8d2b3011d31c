export { createIndexWorker, type IndexWorkerTools } from './index-worker.ts';
export { type RebuildProgress, type RebuildReport, type RebuildTools, rebuildFromStore } from './rebuild.ts';
export type { RebuildProblem, RestoreOutcome } from './restore-document.ts';

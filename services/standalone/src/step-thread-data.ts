import type { MessagePort } from 'node:worker_threads';
import type { Catalogue } from '@diachi/ports';
import type { StepSettings } from './all-settings.ts';

/** What steps that run in threads ask of the catalogue. */
export const CATALOGUE_CALLS = [
  'document',
  'pages',
  'openRevision',
  'setPage',
] as const satisfies readonly (keyof Catalogue)[];

/** What a step thread is started with. */
export type StepThreadData = {
  readonly folder: string;
  readonly scratchFolder: string;
  readonly settings: StepSettings;
  readonly catalogue: MessagePort;
};

import type { MessagePort } from 'node:worker_threads';
import type { Catalogue } from '@diachi/ports';
import type { AllSettings } from './all-settings.ts';

/** What steps that run in threads ask of the catalogue. */
export const CATALOGUE_CALLS = [
  'document',
  'pages',
  'openRevision',
  'setPage',
] as const satisfies readonly (keyof Catalogue)[];

/** The settings of steps that run in threads: what can be sent to one, which an address cannot. */
export type StepThreadSettings = Omit<AllSettings, 'publicUrl'>;

/** What a step thread is started with. */
export type StepThreadData = {
  readonly folder: string;
  readonly scratchFolder: string;
  readonly settings: StepThreadSettings;
  readonly catalogue: MessagePort;
};

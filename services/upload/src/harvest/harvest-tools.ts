import type { HarvestSource } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import type { WebLog } from '@diachi/web';
import type { AskRepository } from './ask-repository.ts';

export type HarvestTools = {
  readonly catalogue: Pick<Catalogue, 'source' | 'keepHarvest' | 'keepRecords' | 'setUnseenGone'>;
  readonly ask: (source: HarvestSource) => AskRepository;
  /** Called after each page that brought something. */
  readonly onKept: (signal: AbortSignal) => Promise<void>;
  readonly clock: () => Date;
  readonly log: WebLog;
};

import { Failure, type HarvestSource, keys, type LibraryCode, type SourceCode } from '@diachi/domain';
import type { Catalogue, KnownSource, ObjectStore, SearchIndex } from '@diachi/ports';
import type { WebLog } from '@diachi/web';
import { createLongWork, type LongWork } from '../long-work.ts';
import type { LongWorkState } from '../told-progress.ts';
import { unlessAway } from '../until-answered.ts';
import { createAskRepository } from './ask-repository.ts';
import { isHarvestDue } from './harvest-due.ts';
import { harvestSource } from './harvest-source.ts';
import { indexForeign, mendForeignIndex } from './index-foreign.ts';
import { isPrivateAddress } from './is-private-address.ts';
import { type Reader, startReader } from './reading/start-reader.ts';
import { userAgentOf } from './user-agent.ts';

/** How other repositories are asked. */
export type HarvestLimits = {
  /** Where those who are asked can write to; null when it is not told. */
  readonly libraryEmail: string | null;
  readonly harvestPrivate: boolean;
  readonly harvestPauseMs: number;
};

/** As settings that are not set. */
export const HARVEST_DEFAULTS: HarvestLimits = { libraryEmail: null, harvestPrivate: false, harvestPauseMs: 1_000 };

export type HarvestingTools = {
  readonly catalogue: Catalogue;
  readonly index: Pick<SearchIndex, 'putRecords' | 'removeRecords' | 'countRecords'>;
  readonly store: Pick<ObjectStore, 'get' | 'put'>;
  readonly limits: HarvestLimits;
  readonly defaultLibrary: LibraryCode;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Reads what repositories answer; in a thread of its own when not given. */
  readonly startReader?: () => Reader;
  readonly signal: AbortSignal;
  /** Called after each change of how a harvest goes. */
  readonly onTold: () => void;
  readonly clock: () => Date;
  readonly log: WebLog;
};

/** A source as it is told of, with the harvest that is under way or ended lately. */
export type ToldSource = KnownSource & { readonly progress: LongWorkState | null };

export type Harvesting = {
  /** Begins a harvest in this process, of everything when `isWhole`. Fails with `repository.missing` or `harvest.running`. */
  start(code: SourceCode, isWhole: boolean): Promise<LongWorkState>;
  /** Begins those that are due, a few at a time. */
  startDue(): Promise<void>;
  /** Brings the search index up to what the catalogue says of other repositories. */
  tidyIndex(signal: AbortSignal): Promise<void>;
  sources(): Promise<readonly ToldSource[]>;
  /** How they go on, in whichever process, without what is known of each source; a new one is known after some seconds. */
  progress(): Promise<readonly (LongWorkState | null)[]>;
  source(code: SourceCode): Promise<ToldSource>;
  settled(): Promise<void>;
};

const MOST_BYTES = 32 * 2 ** 20;
const TIME_LIMIT_MS = 120_000;
const MOST_AT_ONCE = 3;
/** Many times what a page of that size takes that was not made to take much. */
const READING = { most: MOST_BYTES, timeLimitMs: 60_000, memoryMb: 384 };
/** Which sources there are is looked up no more often for the sake of progress: their records are counted with it. */
const LISTED_FOR_MS = 10_000;

/** Harvests other repositories, each by one process at a time. */
export function createHarvesting(tools: HarvestingTools): Harvesting {
  const { catalogue, limits, clock, log, wait } = tools;
  const works = new Map<SourceCode, LongWork>();
  /** With the host that is asked. */
  const underWay = new Map<SourceCode, string>();

  const workOn = (code: SourceCode): LongWork => {
    const known = works.get(code) ?? longWorkOn(tools, code);
    works.set(code, known);
    return known;
  };
  const onKept = async (signal: AbortSignal) => {
    // The catalogue remembers what the index lacks.
    await unlessAway({ log }, 'harvested records are put into the search index later', () =>
      indexForeign(tools, signal),
    );
  };
  const start: Harvesting['start'] = async (code, isWhole) => {
    const { source: asked } = await catalogue.source(code);
    const userAgent = await userAgentOf(catalogue, tools.defaultLibrary, limits.libraryEmail);
    const fetching = {
      ...{ userAgent, mostBytes: MOST_BYTES, timeLimitMs: TIME_LIMIT_MS },
      isShut: limits.harvestPrivate ? () => false : isPrivateAddress,
    };
    return workOn(code).start(async (tell, signal) => {
      underWay.set(code, hostOf(asked));
      const reader = tools.startReader?.() ?? startReader(READING);
      const asking = { fetching, reader, pauseMs: limits.harvestPauseMs, wait, clock };
      const ask = (source: KnownSource['source']) => createAskRepository(asking, source.address, signal);
      try {
        return await harvestSource({ catalogue, ask, onKept, clock, log }, code, isWhole, tell, signal);
      } finally {
        await reader.close();
        underWay.delete(code);
      }
    });
  };
  const told = async (known: KnownSource): Promise<ToldSource> => ({
    ...known,
    progress: await workOn(known.source.code).state(),
  });

  return {
    start,
    startDue: async () => {
      for (const { source, state } of await catalogue.sources()) {
        if (underWay.size >= MOST_AT_ONCE) return;
        // Two sets of one repository are two sources, and it is asked one question at a time all the same.
        if ([...underWay.values()].includes(hostOf(source))) continue;
        if (underWay.has(source.code) || !isHarvestDue(source, state, clock())) continue;
        await start(source.code, false).catch((thrown: unknown) => {
          if (!(thrown instanceof Failure) || thrown.code !== 'harvest.running') throw thrown;
        });
      }
    },
    tidyIndex: (signal) => mendForeignIndex(tools, signal),
    sources: async () => Promise.all((await catalogue.sources()).map(told)),
    progress: progressOfAll(tools, workOn),
    source: async (code) => told(await catalogue.source(code)),
    settled: async () => void (await Promise.all([...works.values()].map((work) => work.settled()))),
  };
}

const hostOf = ({ address }: Pick<HarvestSource, 'address'>): string => new URL(address).host;

function progressOfAll(
  { catalogue, clock }: HarvestingTools,
  workOn: (code: SourceCode) => LongWork,
): Harvesting['progress'] {
  let listed: { readonly codes: readonly SourceCode[]; readonly atMs: number } | null = null;
  return async () => {
    const nowMs = clock().getTime();
    if (!listed || nowMs - listed.atMs >= LISTED_FOR_MS) {
      listed = { codes: (await catalogue.sources()).map(({ source }) => source.code), atMs: nowMs };
    }
    return Promise.all(listed.codes.map((code) => workOn(code).state()));
  };
}

const longWorkOn = ({ catalogue, store, signal, clock, log, onTold }: HarvestingTools, code: SourceCode): LongWork =>
  createLongWork({
    ...{
      name: `harvest-${code}`,
      key: keys.progress(`harvest-${code}`),
      locks: catalogue.locks,
      store,
      signal,
      clock,
      log,
    },
    running: () =>
      new Failure('conflict', 'harvest.running', 'This source is being harvested already.', { details: { code } }),
    onTold,
  });

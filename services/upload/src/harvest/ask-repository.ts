import { Failure, isFailure } from '@diachi/domain';
import { type HarvestRequest, harvestAddress } from '@diachi/oai-pmh';
import { type Fetched, type FetchOptions, fetchGuarded } from './fetch-guarded.ts';
import type { TaskOf, Told } from './reading/read-told.ts';
import type { Reader } from './reading/start-reader.ts';

export type AskTools = {
  readonly fetching: Omit<FetchOptions, 'signal'>;
  readonly reader: Reader;
  /** Between two questions, and longer after each one that was not answered. */
  readonly pauseMs: number;
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly clock: () => Date;
};

/** Asks one repository, one question after the other, and reads what it answers. */
export type AskRepository = <Kind extends keyof Told>(
  request: HarvestRequest,
  task: TaskOf<Kind>,
) => Promise<Told[Kind]>;

const MOST_TRIES = 4;
/** Told to wait longer than that, it is asked another time. */
const MOST_WAIT_MS = 10 * 60_000;
/** Nobody is closed for longer; whoever says so has a clock that is wrong. */
const MOST_AWAY_MS = 7 * 86_400_000;

/**
 * Makes what asks a repository politely: with a pause between questions, and when it is asked to wait. Fails as `fetchGuarded`, and with
 * `harvest.busy`, `harvest.status`, `harvest.not-oai` or `harvest.unreadable`.
 */
export function createAskRepository(tools: AskTools, base: string, signal: AbortSignal): AskRepository {
  const { fetching, pauseMs, wait } = tools;
  let isFirst = true;

  const fetchOnce = async (request: HarvestRequest): Promise<Fetched> => {
    if (!isFirst) await wait(pauseMs, signal);
    isFirst = false;
    return fetchGuarded(harvestAddress(base, request), { ...fetching, signal });
  };

  const fetchAgain = async (request: HarvestRequest): Promise<Fetched> => {
    for (let tried = 1; ; tried += 1) {
      const outcome = await fetchOnce(request).catch((thrown: unknown) => {
        if (isFailure(thrown) && thrown.kind === 'unavailable' && tried < MOST_TRIES) return null;
        throw thrown;
      });
      const isAsked = outcome !== null && [429, 503].includes(outcome.status);
      if (outcome && !isAsked && (outcome.status < 500 || tried === MOST_TRIES)) return outcome;
      const waitMs = (isAsked ? retryAfterMs(outcome, tools.clock()) : null) ?? pauseMs * 4 ** tried;
      if (tried === MOST_TRIES || waitMs > MOST_WAIT_MS) throw busy(waitMs);
      await wait(waitMs, signal);
    }
  };

  return async <Kind extends keyof Told>(request: HarvestRequest, task: TaskOf<Kind>) => {
    const { status, body } = await fetchAgain(request);
    const read = await tools.reader.read<Kind>(body, task);
    if ('told' in read) return read.told;
    // Some programs tell errors of the protocol under a status of their own, so the answer is read first.
    if (status !== 200) throw badStatus(status);
    throw read.fault === 'not-oai' ? notOai(read.why) : unreadable(read.why);
  };
}

/** In seconds, or until a moment. Null where it says nothing that can be understood. */
function retryAfterMs({ retryAfter }: Fetched, now: Date): number | null {
  const written = retryAfter?.trim() ?? '';
  const waitMs = /^\d+$/.test(written) ? Number(written) * 1_000 : Date.parse(written) - now.getTime();
  return Number.isNaN(waitMs) ? null : Math.min(Math.max(0, waitMs), MOST_AWAY_MS);
}

const busy = (waitMs: number) =>
  new Failure('unavailable', 'harvest.busy', 'The repository asks harvesters to come back later.', {
    details: { minutes: Math.max(1, Math.ceil(waitMs / 60_000)) },
  });

const badStatus = (status: number) =>
  new Failure(
    status >= 500 ? 'unavailable' : 'invalid',
    'harvest.status',
    `The repository answers with HTTP ${status}.`,
    {
      details: { status },
    },
  );

const notOai = (why: string) =>
  new Failure(
    'invalid',
    'harvest.not-oai',
    `What answers at this address is a page or something else, not OAI-PMH. ${why}`,
  );

const unreadable = (why: string) =>
  new Failure('invalid', 'harvest.unreadable', `An answer of the repository cannot be read. ${why}`, {
    details: { why },
  });

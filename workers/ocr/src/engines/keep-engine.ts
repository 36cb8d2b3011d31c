import { Failure } from '@diachi/domain';
import type { GreyImage } from '../scan/grey-image.ts';
import {
  EngineCrash,
  type EngineSource,
  type OcrEngine,
  type ReadingRequest,
  type RunningEngine,
} from './ocr-engine.ts';
import { engineClosed, readingStopped, withinTime } from './within-time.ts';

export type EngineLimits = {
  /** Longest time for one picture, in milliseconds, over both tries; less where less is asked for. */
  readonly pageTimeMs: number;
  /** Pictures one engine reads before a new one takes its place: memory it grew by is given back. */
  readonly pagesPerEngine: number;
  /** Engines that are kept side by side, for other models and languages; the one unused for longest makes room. */
  readonly mostEngines?: number;
  /** How long engines that nobody asks are kept, in milliseconds. */
  readonly idleMs?: number;
};

type Kept = { readonly name: string; readonly running: RunningEngine; pages: number };

/**
 * Makes one lasting engine of engines that are started when they are first asked, used for some pages of one language and model, and
 * replaced when they hang or break. One of them reads at a time: together they are one core's work.
 */
export function keepEngine(
  source: EngineSource,
  { pageTimeMs, pagesPerEngine, mostEngines = 2, idleMs = 60_000 }: EngineLimits,
): OcrEngine {
  // The one unused for longest comes first.
  let kept: readonly Kept[] = [];
  const inTurn = oneAfterTheOther();
  let waiting = 0;
  let idle: NodeJS.Timeout | undefined;
  const closing = new AbortController();

  const discard = async (...some: readonly Kept[]) => {
    const going = kept.filter((one) => some.includes(one));
    kept = kept.filter((one) => !going.includes(one));
    await Promise.all(going.map(({ running }) => running.stop()));
  };

  const engineFor = async (request: ReadingRequest): Promise<Kept> => {
    if (closing.signal.aborted) throw engineClosed();
    const name = await source.nameOf(request);
    const found = kept.find((one) => one.name === name);
    if (found && found.pages < pagesPerEngine) {
      kept = [...kept.filter((one) => one !== found), found];
      return found;
    }
    // Room is made before: two at once may be more than there is memory for.
    await discard(...(found ? [found] : kept.slice(0, Math.max(0, kept.length + 1 - mostEngines))));
    const started = { name, running: await source.start(request), pages: 0 };
    kept = [...kept, started];
    if (!closing.signal.aborted) return started;
    // Closed while it started: nobody else knows of it.
    await discard(started);
    throw engineClosed();
  };

  const readOnce = async (image: GreyImage, request: ReadingRequest, leftMs: number, signal?: AbortSignal) => {
    // Called off before it began: an engine is neither started nor thrown away for it.
    if (signal?.aborted) throw readingStopped();
    const using = await engineFor(request);
    if (signal?.aborted) throw readingStopped();
    using.pages++;
    const { running } = using;
    try {
      const words = await withinTime(running.read(image, request), leftMs, { called: signal, closing: closing.signal });
      return { words, engine: running.about(request.layout) };
    } catch (thrown) {
      await discard(using);
      throw thrown;
    }
  };

  const rest = () => {
    waiting--;
    if (waiting === 0 && !closing.signal.aborted)
      idle = setTimeout(() => inTurn(() => discard(...kept)), idleMs).unref();
  };

  return {
    read: (image, request, signal) => {
      clearTimeout(idle);
      waiting++;
      const mostMs = Math.min(pageTimeMs, request.mostMs ?? pageTimeMs);
      return inTurn(() => twice(mostMs, (left) => readOnce(image, request, left, signal))).finally(rest);
    },
    close: async () => {
      closing.abort();
      clearTimeout(idle);
      await discard(...kept);
      await inTurn(async () => undefined);
    },
  };
}

/** Begins each work when the one before has ended, however it did. */
function oneAfterTheOther(): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let turn: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };
}

/** What broke may have been the engine's own past: a fresh one is asked before the page is blamed, in what is left of its time. */
async function twice<Result>(mostMs: number, read: (leftMs: number) => Promise<Result>): Promise<Result> {
  const beganMs = performance.now();
  try {
    return await read(mostMs);
  } catch (thrown) {
    if (!(thrown instanceof EngineCrash)) throw thrown;
  }
  try {
    return await read(mostMs - (performance.now() - beganMs));
  } catch (cause) {
    if (!(cause instanceof EngineCrash)) throw cause;
    throw new Failure('invalid', 'ocr.crashed', 'The page broke the reading engine twice; its image is kept.', {
      cause,
    });
  }
}

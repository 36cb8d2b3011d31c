import { Failure } from '@diachi/domain';
import type { GreyImage } from './grey-image.ts';
import {
  EngineCrash,
  type OcrEngine,
  type ReadingRequest,
  type ReadWord,
  type RunningEngine,
  type StartEngine,
  type Wanted,
} from './ocr-engine.ts';

export type EngineLimits = {
  /** Longest time for one picture, in milliseconds. */
  readonly pageTimeMs: number;
  /** Pictures one engine reads before a new one takes its place: memory it grew by is given back. */
  readonly pagesPerEngine: number;
};

type Kept = { readonly wanted: string; readonly running: RunningEngine; pages: number };

/** Makes one lasting engine of engines that are started, used for some pages of one language, and replaced when they hang or break. */
export function keepEngine(start: StartEngine, { pageTimeMs, pagesPerEngine }: EngineLimits): OcrEngine {
  let kept: Kept | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  const closing = new AbortController();

  const discard = async () => {
    const running = kept?.running;
    kept = null;
    await running?.stop();
  };

  const engineFor = async ({ language, model }: Wanted): Promise<Kept> => {
    const wanted = `${language} ${model}`;
    if (closing.signal.aborted) throw closed();
    if (kept && (kept.wanted !== wanted || kept.pages >= pagesPerEngine)) await discard();
    kept ??= { wanted, running: await start({ language, model }), pages: 0 };
    if (!closing.signal.aborted) return kept;
    // Closed while it started: nobody else knows of it.
    await discard();
    throw closed();
  };

  const readOnce = async (image: GreyImage, request: ReadingRequest, signal: AbortSignal | undefined) => {
    const using = await engineFor(request);
    using.pages++;
    const { running } = using;
    try {
      const words = await withinTime(running.read(image, request), pageTimeMs, {
        called: signal,
        closing: closing.signal,
      });
      return { words, engine: running.about(request.layout) };
    } catch (thrown) {
      await discard();
      throw thrown;
    }
  };

  const read: OcrEngine['read'] = async (image, request, signal) => {
    try {
      return await readOnce(image, request, signal);
    } catch (thrown) {
      if (!(thrown instanceof EngineCrash)) throw thrown;
    }
    // What broke may have been the engine's own past: a fresh one is asked before the page is blamed.
    try {
      return await readOnce(image, request, signal);
    } catch (cause) {
      if (!(cause instanceof EngineCrash)) throw cause;
      throw new Failure('invalid', 'ocr.crashed', 'The page broke the reading engine twice; its image is kept.', {
        cause,
      });
    }
  };

  return {
    // One picture at a time: an engine is one thread.
    read: (image, request, signal) => {
      const reading = turn.then(() => read(image, request, signal));
      turn = reading.catch(() => undefined);
      return reading;
    },
    close: async () => {
      closing.abort();
      await discard();
      await turn;
    },
  };
}

const closed = () =>
  new Failure('unavailable', 'ocr.closed', 'The engine was closed; the page is read when the program runs again.');

type Stops = { readonly called: AbortSignal | undefined; readonly closing: AbortSignal };

/** The words, unless time runs out or the work is called off first. */
async function withinTime(
  reading: Promise<readonly ReadWord[]>,
  pageTimeMs: number,
  { called, closing }: Stops,
): Promise<readonly ReadWord[]> {
  const { promise: givenUp, reject } = Promise.withResolvers<never>();
  const seconds = Math.round(pageTimeMs / 1_000);
  const tooLate = () =>
    new Failure('invalid', 'ocr.timed-out', `The page was not read in ${seconds} seconds; its image is kept.`, {
      details: { seconds },
    });
  const calledOff = () =>
    reject(new Failure('unavailable', 'ocr.stopped', 'Reading was stopped; the page is read again later.'));
  const timer = setTimeout(() => reject(tooLate()), pageTimeMs);
  const closedNow = () => reject(closed());
  called?.addEventListener('abort', calledOff, { once: true });
  closing.addEventListener('abort', closedNow, { once: true });
  if (called?.aborted) calledOff();
  if (closing.aborted) closedNow();
  try {
    return await Promise.race([reading, givenUp]);
  } finally {
    clearTimeout(timer);
    called?.removeEventListener('abort', calledOff);
    closing.removeEventListener('abort', closedNow);
  }
}

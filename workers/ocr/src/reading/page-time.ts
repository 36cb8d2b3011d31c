import { isFailure } from '@diachi/domain';
import type { OcrEngine } from '../engines/ocr-engine.ts';
import { tookTooLong } from '../engines/within-time.ts';

/** An engine whose calls share the time of one page. */
export type EngineForPage = {
  /** For what has to be read: it may take all that is left. */
  readonly engine: OcrEngine;
  /** For what may be read besides: it leaves time for what has to be read, and is not asked when time is short. */
  readonly furtherEngine: OcrEngine;
};

// Of what is left of a page's time.
const FURTHER_SHARE = 0.5;
// Of all of it: an engine that is given up in the middle has to be started anew.
const SHORT = 0.1;

/**
 * Gives each call to an engine what is left of a page's time, which begins now. One that comes later or takes longer fails with
 * `ocr.timed-out` (invalid).
 */
export function withinPageTime(
  engine: OcrEngine,
  pageTimeMs: number,
  nowMs: () => number = () => performance.now(),
): EngineForPage {
  const endsAtMs = nowMs() + pageTimeMs;
  const limited = (share: number, leastMs: number): OcrEngine => ({
    read: async (image, request, signal) => {
      const leftMs = endsAtMs - nowMs();
      if (leftMs < leastMs) throw tookTooLong(pageTimeMs);
      try {
        return await engine.read(image, { ...request, mostMs: leftMs * share }, signal);
      } catch (thrown) {
        throw isFailure(thrown) && thrown.code === 'ocr.timed-out' ? tookTooLong(pageTimeMs, thrown) : thrown;
      }
    },
    close: () => engine.close(),
  });
  return { engine: limited(1, 0), furtherEngine: limited(FURTHER_SHARE, pageTimeMs * SHORT) };
}

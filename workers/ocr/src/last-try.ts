import { Failure, isFailure } from '@diachi/domain';
import { ocrPageJob } from '@diachi/jobs';
import type { OcrEngine } from './engines/ocr-engine.ts';

/** A little white paper: an engine that cannot read it reads nothing. */
const TRIAL = { width: 100, height: 100, pixels: new Uint8Array(100 * 100).fill(255) };

/**
 * The engine for a page that is tried for the last time. One that dies over the page and reads another picture right after was
 * killed by the page: it then fails with `ocr.gave-up` (invalid), and the page is unreadable. One that dies over that too has no
 * machine to work on, and no page is to blame.
 */
export const onLastTry = (engine: OcrEngine, times: number): OcrEngine => ({
  read: async (image, request, signal) => {
    try {
      return await engine.read(image, request, signal);
    } catch (thrown) {
      if (!isFailure(thrown) || thrown.code !== 'machine.overloaded') throw thrown;
      await engine.read(TRIAL, { ...request, mostMs: undefined }, signal);
      throw gaveUp(times, thrown);
    }
  },
  close: () => engine.close(),
});

/** Whether nothing is left to try: each time before, whoever read the page died with it. */
export const isTriedOut = (attempt: number): boolean => attempt > ocrPageJob.attempts;

/** Why a page is unreadable that nobody got through. */
export const gaveUp = (times: number, cause?: unknown): Failure =>
  new Failure(
    'invalid',
    'ocr.gave-up',
    `Reading this page broke down each of ${times} times. Read the document again when the machine has more memory, or scan the page anew.`,
    { cause, details: { times } },
  );

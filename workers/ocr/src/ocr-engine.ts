import { Failure } from '@diachi/domain';
import type { Engine, Word } from '@diachi/page-text';
import type { GreyImage } from './grey-image.ts';

/** What an engine found, in pixels of the picture it was given. */
export type Recognised = { readonly words: readonly Word[]; readonly engine: Engine };

/**
 * Reads upright, straight pictures of text. Words come in reading order, in NFC, lines and blocks counted from 0; a picture without
 * text gives no words. A reading that takes too long fails with `ocr.timed-out` and one that breaks the engine twice with
 * `ocr.crashed`, both `invalid`: the picture is to blame, and the engine is as good as new for the next one.
 * A language there is no model for is `ocr.language-missing` (invalid); an engine that cannot start is `ocr.engine-unavailable`, and one
 * that ran out of memory or was ended from outside `machine.overloaded`, which both may pass.
 */
export interface OcrEngine {
  read(image: GreyImage, language: string, signal?: AbortSignal): Promise<Recognised>;
  /** Ends what still runs. */
  close(): Promise<void>;
}

/** An engine broke down over the picture it was reading. */
export class EngineCrash extends Error {
  override readonly name = 'EngineCrash';
}

/** An engine that has been started for one language, and the models it took. */
export type RunningEngine = {
  readonly engine: Engine;
  /**
   * Fails with `EngineCrash` when it broke by itself, with an `unavailable` failure when something around it did; anything else
   * is a bug. After any of them it is of no more use.
   */
  read(image: GreyImage): Promise<readonly Word[]>;
  /** Also while it reads, which then fails. */
  stop(): Promise<void>;
};

/** What an adapter provides: starting one engine. Fails with `ocr.language-missing` or `ocr.engine-unavailable`. */
export type StartEngine = (language: string) => Promise<RunningEngine>;

/** Says that an engine cannot be started. */
export const engineUnavailable = (cause: unknown): Failure =>
  new Failure(
    'unavailable',
    'ocr.engine-unavailable',
    'The reading engine does not start; check that the program is installed whole and that there is memory left.',
    { cause },
  );

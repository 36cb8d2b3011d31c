import { Failure } from '@diachi/domain';
import type { Engine, Word } from '@diachi/page-text';
import type { GreyImage } from '../scan/grey-image.ts';

/**
 * Which of an engine's models reads: the second errs elsewhere than the first, and is asked where the first is in doubt. Where there is
 * no second, the first reads again, as the record says.
 */
type Model = 'first' | 'second';

/** `page`: columns and tables are found first. `column`: lines below one another, nothing beside them; quicker. */
export type Layout = 'page' | 'column';

/** What an engine has to be started for. */
export type Wanted = {
  /** Languages as they are catalogued, joined with `+`. */
  readonly language: string;
  readonly model: Model;
};

/** How one picture is to be read. */
export type Manner = {
  readonly layout: Layout;
};

export type ReadingRequest = Wanted &
  Manner & {
    /** How long it may take, in milliseconds; as long as any picture when left out. */
    readonly mostMs?: number | undefined;
  };

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
  read(image: GreyImage, request: ReadingRequest, signal?: AbortSignal): Promise<Recognised>;
  /** Ends what still runs. */
  close(): Promise<void>;
}

/** An engine broke down over the picture it was reading. */
export class EngineCrash extends Error {
  override readonly name = 'EngineCrash';
}

/** An engine that has been started for one language and model. */
export type RunningEngine = {
  /** What the record says of a picture read in this layout. */
  about(layout: Layout): Engine;
  /**
   * Fails with `EngineCrash` when it broke by itself, with an `unavailable` failure when something around it did; anything else
   * is a bug. After any of them it is of no more use.
   */
  read(image: GreyImage, manner: Manner): Promise<readonly Word[]>;
  /** Also while it reads, which then fails. */
  stop(): Promise<void>;
};

/** What an adapter provides: engines to be started. Both fail with `ocr.language-missing` or `ocr.engine-unavailable`. */
export type EngineSource = {
  /** Tells engines apart: what comes to the same models has the same name, as both models do where there is only one. */
  nameOf(wanted: Wanted): Promise<string>;
  start(wanted: Wanted): Promise<RunningEngine>;
};

/** Says that an engine cannot be started. */
export const engineUnavailable = (cause: unknown): Failure =>
  new Failure(
    'unavailable',
    'ocr.engine-unavailable',
    'The reading engine does not start; check that the program is installed whole and that there is memory left.',
    { cause },
  );

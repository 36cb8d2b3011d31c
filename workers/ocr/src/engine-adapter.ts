import type { EngineSource } from './ocr-engine.ts';

/** An engine that pages may be read with. To be in `ENGINES` is all it takes: it can be chosen then, and its texts say that they are its. */
export type EngineAdapter = {
  /** What a person chooses it by, in `OCR_ENGINE`. */
  readonly name: string;
  /** Languages it has models for on this machine, right now; null while it is not installed. */
  languages(): Promise<readonly string[] | null>;
  /** Files of the moment may lie in `scratchDir`; whoever owns that folder clears away what a killed process left there. */
  source(scratchDir: string): EngineSource;
};

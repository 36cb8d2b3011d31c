import type { Weights } from '../calibrate/likely-right.ts';
import type { EngineSource } from './ocr-engine.ts';

/** An engine that pages may be read with. To be in `ENGINES` is all it takes: it can be chosen then, and its texts say that they are its. */
export type EngineAdapter = {
  /** What a person chooses it by, in `OCR_ENGINE`. */
  readonly name: string;
  /** Languages it has models for on this machine, right now; null while it is not installed. */
  languages(): Promise<readonly string[] | null>;
  /** Files of the moment may lie in `scratchDir`; whoever owns that folder clears away what a killed process left there. */
  source(scratchDir: string): EngineSource;
  /** What is known of how it reads, from measuring it. */
  readonly traits: EngineTraits;
};

export type EngineTraits = {
  /** What the record calls it. */
  readonly recordedAs: string;
  /** How much each piece of evidence says about its words (`npm run bench ocr -- --fit`); null while nobody has measured it. */
  readonly confidenceWeights: Weights | null;
  /**
   * The scale at which cut-outs are read again. A second model sees with other eyes; an engine that has none looks once more from
   * further away, which parted more words rightly than from nearer, sharpened or in black and white.
   */
  readonly cutOutScale: number;
};

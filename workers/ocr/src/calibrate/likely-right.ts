import type { Evidence } from './evidence.ts';

/** How much each piece of evidence counts, in the order of `EVIDENCE`. */
export type Weights = readonly number[];

/** How likely a word is right, from 0 to 1, by logistic regression over its evidence (Cox 1958; Platt 1999 for calibrating a classifier by it). */
export function likelyRight(evidence: Evidence, weights: Weights): number {
  const score = evidence.reduce((sum, one, place) => sum + one * (weights[place] ?? 0), 0);
  return 1 / (1 + Math.exp(-score));
}

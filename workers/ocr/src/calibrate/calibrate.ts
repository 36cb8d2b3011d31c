import type { Engine, Word } from '@diachi/page-text';
import { traitsOf } from '../engines/traits-of.ts';
import { evidenceOf } from './evidence.ts';
import { likelyRight } from './likely-right.ts';

/**
 * Gives every word of a page a confidence that is what it says: of words shown as 90 % sure, 90 % are right. Engines are surer than
 * that of some words and less sure of others. Null for the words of an engine nobody has measured.
 */
export function calibrate(words: readonly Word[], engine: Engine): readonly Word[] | null {
  const weights = traitsOf(engine).confidenceWeights;
  if (!weights) return null;
  const evidence = evidenceOf(words);
  return words.map((word, place) => ({
    ...word,
    confidence: Math.round(likelyRight(evidence[place] ?? [], weights) * 1_000) / 1_000,
  }));
}

import { isFailure } from '@diachi/domain';
import type { Word } from '@diachi/page-text';
import type { OcrEngine, Recognised } from '../engines/ocr-engine.ts';
import { foreignLines } from '../reread/foreign-lines.ts';
import { mainLanguage } from '../reread/reread.ts';
import { letterCount } from '../reread/stretch.ts';
import type { GreyImage } from '../scan/grey-image.ts';
import { orNothing } from './or-nothing.ts';

/** What was read, and whether by the models of all languages of the document or by that of its main one alone. */
export type ReadInLanguages = Recognised & { readonly isInAll: boolean };

export type ReadInLanguagesTools = {
  readonly engine: OcrEngine;
  /** For what is read once more; the same when left out. */
  readonly furtherEngine?: OcrEngine;
  readonly signal?: AbortSignal | undefined;
};

/** With a larger part in other languages, cut-outs of it cost as much as the whole and are read worse than lines between their neighbours. */
const MUCH_FOREIGN = 1 / 3;
/** Fewer letters are a name, a motto or a seal. */
const ENOUGH_LETTERS = 120;

/**
 * Reads a picture in the main language of its document; where much of it turns out to be in another, once more by the models of all of
 * them, and keeps the reading its engine is surer of. Without a model for the main language all are read together.
 */
export async function readInLanguages(
  { engine, furtherEngine = engine, signal }: ReadInLanguagesTools,
  image: GreyImage,
  language: string,
): Promise<ReadInLanguages> {
  const read = (wanted: string, by = engine) =>
    by.read(image, { language: wanted, layout: 'page', model: 'first' }, signal);
  const main = mainLanguage(language);
  if (main === language) return { ...(await read(language)), isInAll: true };
  let first: Recognised;
  try {
    first = await read(main);
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.code !== 'ocr.language-missing') throw thrown;
    return { ...(await read(language)), isInAll: true };
  }
  if (!isMuchForeign(first.words)) return { ...first, isInAll: false };
  const all = await orNothing(read(language, furtherEngine));
  return all && sureLetters(all.words) > sureLetters(first.words)
    ? { ...all, isInAll: true }
    : { ...first, isInAll: false };
}

function isMuchForeign(words: readonly Word[]): boolean {
  const lines = foreignLines(words);
  const foreign = letterCount(words.filter(({ line }) => lines.has(line)));
  return foreign >= ENOUGH_LETTERS && foreign > letterCount(words) * MUCH_FOREIGN;
}

/** About how many letters were read rightly, as far as the engine knows. */
const sureLetters = (words: readonly Word[]): number =>
  words.reduce((sum, { text, confidence }) => sum + text.length * (2 * confidence - 1), 0);

import type { Box, Engine, Word } from '@diachi/page-text';
import type { OcrEngine, ReadingRequest } from '../engines/ocr-engine.ts';
import { traitsOf } from '../engines/traits-of.ts';
import type { OneReading } from '../reading/join-readings.ts';
import { orNothing } from '../reading/or-nothing.ts';
import type { GreyImage } from '../scan/grey-image.ts';
import { addLines } from './add-lines.ts';
import { cutSheet, placeOnPage } from './cut-sheet.ts';
import { doubtfulStretches } from './doubtful-stretches.ts';
import { findMissedLines } from './find-missed-lines.ts';
import { foreignLines } from './foreign-lines.ts';
import { howDoubtful } from './how-doubtful.ts';
import { lettersToSpend } from './letters-to-spend.ts';
import { matchWords } from './match-words.ts';
import { missedToRead } from './missed-to-read.ts';
import { onOwnLines } from './on-own-lines.ts';
import { putBack } from './put-back.ts';
import { setScriptsApart } from './set-scripts-apart.ts';
import { stillMissed } from './still-missed.ts';
import type { Stretch } from './stretch.ts';
import { weighMatch } from './weigh-match.ts';

export type RereadTools = { readonly engine: OcrEngine; readonly signal?: AbortSignal | undefined };

/** A picture, what was first read in it, in its pixels, and by which engine. */
export type FirstReading = {
  readonly image: GreyImage;
  readonly words: readonly Word[];
  readonly engine: Engine;
  /** True where the models of all its document's languages have read it, and not that of the main one alone. */
  readonly isInAll?: boolean;
};

/** What two readings came to, where there is writing in another script, in pixels of the picture, and about how many letters were read by neither. */
export type Reread = OneReading & { readonly otherScript: readonly Box[]; readonly lettersMissed: number };

/**
 * Reads what is doubtful again, from its cut-outs, and takes of each word the reading that is likelier right. What is Vietnamese is
 * read by the engine's second model; what looks like another language of the document, by the models of all its languages. Where
 * nothing is doubtful no engine is asked, and one that breaks down over cut-outs leaves the first reading as it was.
 */
export async function reread(tools: RereadTools, first: FirstReading, language: string): Promise<Reread> {
  const { words: found, otherScript } = setScriptsApart(first.image, first.words);
  const foreign = foreignLines(found);
  const isMixed = language.includes('+');
  const isMainOnly = isMixed && !first.isInAll;
  // What another model may read better is doubtful as it is; without one, a foreign word is no worse for being none of Vietnamese.
  const doubts = howDoubtful(found, isMainOnly ? new Set() : foreign);
  const budget = lettersToSpend(found, isMainOnly);
  // What was not read yet comes first, but drawings that look like writing must not take all there is.
  const { cutOutScale } = traitsOf(first.engine);
  const lines = findMissedLines(first.image, found, otherScript);
  const missed = missedToRead(lines, budget / 2);
  const left = Math.max(budget / 2, budget - missed.letters);
  const toSpend = { letters: left, isAsked: missed.stretches.length > 0 };
  const stretches = [...missed.stretches, ...doubtfulStretches(found, doubts, toSpend)];
  const isForeign = (stretch: Stretch) => isIn(foreign, stretch);
  // One picture for all costs less than two where most is foreign.
  const isMostlyForeign = foreign.size > new Set(found.map(({ line }) => line)).size / 2;
  const isForAll = (stretch: Stretch) => isMixed && (isMostlyForeign || isForeign(stretch));
  const again = [
    await readAgain(tools, first.image, {
      stretches: stretches.filter((stretch) => !isForAll(stretch)),
      request: { language: mainLanguage(language), layout: 'column', model: 'second' },
      scale: cutOutScale,
    }),
    await readAgain(tools, first.image, {
      stretches: stretches.filter(isForAll),
      request: { language, layout: 'column', model: isMainOnly ? 'first' : 'second' },
      scale: isMainOnly ? 1 : cutOutScale,
    }),
  ].filter((one) => one !== null);
  const words = merged(found, again, foreign);
  return {
    words,
    furtherEngines: again.map(({ engine }) => engine),
    otherScript,
    lettersMissed: stillMissed(lines, words),
  };
}

const isIn = (lines: ReadonlySet<number>, { words }: Stretch) => words.some(({ line }) => lines.has(line));

/** What a document's pages are read in first: Vietnamese where it is one of several languages. */
export const mainLanguage = (language: string): string => (language.split('+').includes('vie') ? 'vie' : language);

type ToRead = { readonly stretches: readonly Stretch[]; readonly request: ReadingRequest; readonly scale: number };

/** Stretches, each with what was read in it again. */
type Again = {
  readonly engine: Engine;
  readonly stretches: readonly Stretch[];
  readonly rows: readonly (readonly Word[])[];
};

async function readAgain(
  { engine, signal }: RereadTools,
  image: GreyImage,
  { stretches, request, scale }: ToRead,
): Promise<Again | null> {
  if (stretches.length === 0) return null;
  const boxes = stretches.map(({ box }) => box);
  const sheet = cutSheet(image, boxes, scale);
  // What cut-outs do to an engine is no reason to lose the page.
  const read = await orNothing(engine.read(sheet.image, request, signal));
  return read && { engine: read.engine, stretches, rows: placeOnPage(sheet, read.words) };
}

/** All readings as one, word by word. */
function merged(words: readonly Word[], again: readonly Again[], foreign: ReadonlySet<number>): readonly Word[] {
  const weighed = again.flatMap(({ stretches, rows }, reader) =>
    stretches.map((stretch, row) => ({
      stretch,
      words: matchWords(stretch.words, onOwnLines(rows[row] ?? [], stretch.words, words)).flatMap((match) =>
        weighMatch(match, reader, isIn(foreign, stretch)),
      ),
    })),
  );
  const missed = weighed.filter(({ stretch }) => stretch.words.length === 0);
  return addLines(
    putBack(words, weighed),
    missed.map((line) => line.words),
  );
}

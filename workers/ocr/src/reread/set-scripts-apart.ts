import type { Box, Word } from '@diachi/page-text';
import { markInk } from '../look/mark-ink.ts';
import { cutOut } from '../scan/cut-out.ts';
import type { GreyImage } from '../scan/grey-image.ts';
import { hasRule } from './has-rule.ts';
import { isPossible } from './is-possible.ts';
import { boxAround, letterCount } from './stretch.ts';
import { strokeBias } from './stroke-bias.ts';

/** What is written in another script, and the words of a page without the rubbish an engine made of that. */
export type ScriptsApart = { readonly words: readonly Word[]; readonly otherScript: readonly Box[] };

/** In Latin letters upright strokes outnumber level ones (1.1 to 1.6 in print of all kinds); in Chinese characters it is the other way (0.8). */
const MOST_BIAS = 0.97;
/** An engine is never this unsure of letters it knows unless the print is bad, and then the strokes still tell. */
const MOST_CONFIDENCE = 0.6;
const MOST_PLAUSIBLE = 0.25;
/** How sure an engine has to be of a number, in dust and among rules. */
const LEAST_OF_NUMBER = 0.4;
/** In heights of what was read: ink that runs on for longer is no stroke. */
const LONGER_THAN_STROKES = 2;
/** Fewer letters of rubbish can be a stamp, a signature or an ornament. */
const ENOUGH_LETTERS = 12;

/** Takes out what only looks as if it had been read: stretches of nonsense whose strokes are those of Chinese characters. */
export function setScriptsApart(image: GreyImage, words: readonly Word[]): ScriptsApart {
  const suspicious = nearTogether(linesOf(words).filter(isImplausible)).filter(isNonsense);
  const apart = suspicious.filter((region) => isInCharacters(image, region));
  const gone = new Set(apart.flat());
  return {
    words: words.filter((word) => !gone.has(word)),
    otherScript: apart.map((region) => boxAround(region.map(({ box }) => box))),
  };
}

function linesOf(words: readonly Word[]): readonly (readonly Word[])[] {
  const lines = new Map<number, Word[]>();
  for (const word of words) {
    const line = lines.get(word.line);
    if (line) line.push(word);
    else lines.set(word.line, [word]);
  }
  return [...lines.values()];
}

const isImplausible = (line: readonly Word[]) =>
  letterCount(line.filter(isPlausible)) < letterCount(line) * MOST_PLAUSIBLE;

function isNonsense(region: readonly Word[]): boolean {
  const letters = letterCount(region);
  const sure = region.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0) / letters;
  return letters >= ENOUGH_LETTERS && sure < MOST_CONFIDENCE;
}

/** A word that an engine finds in strokes by chance is short, or one it doubts; so many digits beside each other it never finds there. */
const isPlausible = ({ text, confidence }: Word) =>
  (confidence >= 0.75 && /[\p{L}\p{N}]{2}/u.test(text) && isPossible(text)) ||
  (confidence >= LEAST_OF_NUMBER && /\p{N}{3}/u.test(text));

/** Lines that lie no further from each other than they are high. */
function nearTogether(lines: readonly (readonly Word[])[]): readonly (readonly Word[])[] {
  const regions: { box: Box; words: Word[] }[] = [];
  for (const line of lines) {
    const box = boxAround(line.map((word) => word.box));
    const near = regions.filter((region) => isNear(region.box, box, heightOf(line)));
    const words = [...near.flatMap((region) => region.words), ...line];
    for (const region of near) regions.splice(regions.indexOf(region), 1);
    regions.push({ box: boxAround(words.map((word) => word.box)), words });
  }
  return regions.map(({ words }) => words);
}

const heightOf = (line: readonly Word[]) => {
  const heights = line.map(({ box }) => box.height).sort((one, other) => one - other);
  return heights[Math.floor(heights.length / 2)] ?? 0;
};

const isNear = (one: Box, other: Box, reach: number) =>
  one.x < other.x + other.width + reach &&
  other.x < one.x + one.width + reach &&
  one.y < other.y + other.height + reach &&
  other.y < one.y + one.height + reach;

function isInCharacters(image: GreyImage, region: readonly Word[]): boolean {
  const box = boxAround(region.map((word) => word.box));
  const ink = markInk(cutOut(image, box));
  // A rule of a table is one long level stroke, and then strokes tell nothing.
  return !hasRule(ink, heightOf(region) * LONGER_THAN_STROKES) && strokeBias(ink) < MOST_BIAS;
}

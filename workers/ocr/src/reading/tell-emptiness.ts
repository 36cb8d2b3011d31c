import type { Box, Word } from '@diachi/page-text';
import { findChains } from '../look/find-chains.ts';
import { findLetters } from '../look/find-letters.ts';
import { type Overlook, TORN } from '../look/look-over.ts';
import { INK_SHARES, markInk } from '../look/mark-ink.ts';
import { cutOut } from '../scan/cut-out.ts';
import type { GreyImage } from '../scan/grey-image.ts';
import type { TurnGrey } from '../scan/scan-reader.ts';
import { mirror } from '../treatments/mirror.ts';
import { BY_CHANCE, PLAINLY_BETTER, sense } from './find-upright.ts';
import type { Size } from './place.ts';
import { type ReadColumn, tryCutOuts } from './try-cut-outs.ts';

/** What has to be known of a page. */
export type Suspect = Pick<
  Overlook,
  'content' | 'mayShowThrough' | 'letters' | 'seen' | 'noise' | 'turns' | 'isTurnSure'
>;

/** What a little of a page tells: nothing is written on it, it is to be read, or that little tells nothing. */
type Emptiness = 'nothing' | 'writing' | 'unknown';

// In pixels of the overview: white about a sign, and a piece of some lines of print.
const ABOUT_SIGN = 6;
const PIECE = { width: 400, height: 120 };
/** A sign the engine is less sure of is dust; a surer one may be a sign, and the page is read. */
const SIGN_CONFIDENCE = 0.6;
/** More signs cost as much as the page. */
const MOST_SIGNS = 60;
const MOST_PIECES = 3;
/** Letters in words that make sense, and their share of all that were read there. */
const ENOUGH_SENSE = 20;
const LEAST_SENSE = 0.6;
// Quarter turns from how the page seems to lie: upside down is likelier than on its side.
const WAYS = [0, 2, 1, 3];

/**
 * Asks the engine about a little of a page on which there may be nothing, in one small picture cut from the overview, before all of it is
 * prepared and read. Only what is plain there counts: dust none of which it takes for a sign, grain in which it sees no letters at all,
 * lines that make sense in the mirror alone. Anything else is left to the reading of the page.
 */
export function tellEmptiness(overlook: Suspect, turnGrey: TurnGrey, read: ReadColumn): Promise<Emptiness> {
  if (overlook.mayShowThrough) return tellPieces(overlook, turnGrey, read);
  return overlook.content === 'doubtful' ? tellSigns(overlook, read) : Promise.resolve('unknown');
}

async function tellSigns({ letters, seen }: Suspect, read: ReadColumn): Promise<Emptiness> {
  if (letters.length > MOST_SIGNS || hasPaleRows(seen)) return 'unknown';
  const signs = letters.map((letter) => cutOut(seen, widened(letter)));
  const words = (await tryCutOuts(signs, read)).flat();
  return words.some(mayBeSign) ? 'unknown' : 'nothing';
}

/** Under dust, which is dark, rows of print that is all but gone may be overlooked; dust itself stands in none. */
const hasPaleRows = (seen: GreyImage) => findChains(findLetters(markInk(seen, INK_SHARES.gone))).length > 0;

const mayBeSign = ({ text, confidence }: Word) => confidence >= SIGN_CONFIDENCE && /[\p{L}\p{N}]/u.test(text);

function widened({ x, y, width, height }: Box): Box {
  const [left, top] = [Math.max(0, x - ABOUT_SIGN), Math.max(0, y - ABOUT_SIGN)];
  return { x: left, y: top, width: x + width + ABOUT_SIGN - left, height: y + height + ABOUT_SIGN - top };
}

async function tellPieces(overlook: Suspect, turnGrey: TurnGrey, read: ReadColumn): Promise<Emptiness> {
  const isGrain = overlook.noise > TORN;
  const cutOuts = findPieces(overlook, isGrain ? MOST_PIECES : 1).map((box) => cutOut(overlook.seen, box));
  let hadSense = false;
  for (const way of overlook.isTurnSure ? [0] : WAYS) {
    const degrees = ((overlook.turns + way) % 4) * 90;
    const pieces = await Promise.all(cutOuts.map((piece) => turnGrey(piece, degrees)));
    const rows = await tryCutOuts([...pieces, ...pieces.map(mirror)], read);
    const [front, back] = [rows.slice(0, pieces.length).flat(), rows.slice(pieces.length).flat()];
    // Print gives letters whichever way it lies, if only rubbish.
    if (isGrain && front.length + back.length === 0 && !hadSense) return 'nothing';
    if (isPlain(front)) return 'writing';
    if (isPlain(back) && sense(back) > sense(front) * PLAINLY_BETTER + BY_CHANCE) return 'nothing';
    hadSense ||= sense(front) + sense(back) > 0;
  }
  return 'unknown';
}

/** So much makes sense in lines of print, however pale, and in what an engine sees in grain hardly ever. */
const isPlain = (words: readonly Word[]) =>
  sense(words) >= ENOUGH_SENSE && sense(words) >= LEAST_SENSE * lettersOf(words);

const lettersOf = (words: readonly Word[]) => words.reduce((sum, { text }) => sum + text.length, 0);

/** Pieces of some lines about the letter in the middle of all, and about the largest: grain is smaller than print. */
function findPieces({ letters, seen, turns }: Suspect, most: number): readonly Box[] {
  const size = turns % 2 === 0 ? PIECE : { width: PIECE.height, height: PIECE.width };
  const down = letters.toSorted((one, other) => one.y - other.y);
  const middle = down.slice(down.length >> 1, (down.length >> 1) + 1);
  const pieces: Box[] = [];
  for (const letter of [...middle, ...down.sort((one, other) => areaOf(other) - areaOf(one))]) {
    if (pieces.length === most) break;
    if (!pieces.some((piece) => holds(piece, letter))) pieces.push(about(letter, size, seen));
  }
  return pieces;
}

const areaOf = ({ width, height }: Box) => width * height;

const holds = (piece: Box, { x, y, width, height }: Box) =>
  x + width > piece.x && y + height > piece.y && x < piece.x + piece.width && y < piece.y + piece.height;

function about(letter: Box, { width, height }: Size, page: Size): Box {
  const from = (middle: number, length: number, most: number) =>
    Math.round(Math.max(0, Math.min(most - length, middle - length / 2)));
  return {
    x: from(letter.x + letter.width / 2, width, page.width),
    y: from(letter.y + letter.height / 2, height, page.height),
    width,
    height,
  };
}

import { Failure, type FailureNote, isFailure, noteFailure } from '@diachi/domain';
import type { Box, Engine, PageLook, Treatment, Word } from '@diachi/page-text';
import type { OcrEngine } from '../engines/ocr-engine.ts';
import { findPart } from '../look/find-part.ts';
import { lookOver, type Overlook, type Standing, standingAt, TORN } from '../look/look-over.ts';
import type { QuarterTurns } from '../look/turn-boxes.ts';
import { cutOut } from '../scan/cut-out.ts';
import type { GreyImage } from '../scan/grey-image.ts';
import type { Scan, TurnGrey } from '../scan/scan-reader.ts';
import { otherPreparations, type Preparation } from '../treatments/prepare-otherwise.ts';
import { type Prepared, prepareReading } from '../treatments/prepare-reading.ts';
import { findUpright, isRubbish, makesSense, type ReadTurned, sense } from './find-upright.ts';
import { joinReadings } from './join-readings.ts';
import { orNothing } from './or-nothing.ts';
import { withinPageTime } from './page-time.ts';
import { resized, type Size } from './place.ts';
import { placeBox, placeWords } from './place-words.ts';
import { type AreaReading, type ReadAreaTools, readArea } from './read-area.ts';
import { likeliestReading } from './read-otherwise.ts';
import { ALL_STEPS, type ReadingSteps } from './reading-steps.ts';
import { tellEmptiness } from './tell-emptiness.ts';
import { type Pale, tellPale } from './tell-pale.ts';
import type { ReadColumn } from './try-cut-outs.ts';

export type ReadScanTools = {
  readonly scan: Scan;
  /** Where the scan was looked over before. */
  readonly overlook?: Overlook;
  readonly engine: OcrEngine;
  readonly turnGrey: TurnGrey;
  /** What is done beside asking the engine; all of it when left out. */
  readonly steps?: ReadingSteps | undefined;
  /** How long the engine may be asked, in milliseconds; as long as it takes when left out. */
  readonly pageTimeMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
};

/** How a page lies: clockwise, in degrees, what makes it upright and straight. */
type Lay = { readonly turns: QuarterTurns; readonly skew: number };

/** What was made out on a page, in pixels of its picture turned by `lay`. */
export type ScanReading = {
  readonly lay: Lay;
  readonly treatments: readonly Treatment[];
  /** Null on a page that had nothing to be read. */
  readonly engine: Engine | null;
  /** What read words again, as their `reader` counts them. */
  readonly furtherEngines: readonly Engine[];
  /** Boxes in pixels of the page turned by `lay`, of the size given. */
  readonly words: (pageImage: Size) => readonly Word[];
  /** Where there is writing in another script, which people have to read. */
  readonly otherScript: (pageImage: Size) => readonly Box[];
  /** About how many letters stand where nothing was read. */
  readonly lettersMissed: number;
  readonly look: (pageImage: Size) => PageLook;
  readonly isBlank: boolean;
  /** True when there is writing, but so pale that nothing it was read as makes sense. */
  readonly isTooPale: boolean;
  /** Why a part of it could not be read, where the rest was. */
  readonly damage: FailureNote | null;
};

// Letters of a page that is read well are nearly all in words that make sense; of one upside down, few.
const WELL_READ = 0.25;
// Capitals of a short title make words upside down as well, and how they stand tells nothing.
const WELL_READ_OF_FEW = 0.6;
// Of pale writing that can be read at all more letters make sense; in grain, and in pencil, a word by chance.
const LEGIBLE = 0.04;
const ENOUGH_LETTERS = 60;
// Half of a page either way shows which way up it is; a sixth of its height, whether it can be read at all.
const HALF = 0.5;
const STRIP = 1 / 6;
const THIRD = 1 / 3;
const QUARTERS: readonly QuarterTurns[] = [0, 1, 2, 3];
const FEW_LETTERS = 12;
const FEW_WORDS = 4;
// A sign alone is believed when the engine is this sure: surer where it may be dust.
const SIGN_CONFIDENCE = { writing: 0.6, doubtful: 0.9, blank: 1, picture: 1 } as const;

/** Looks a page over, prepares it as that calls for, and reads its areas; which way up is asked of the engine only in doubt. What fails beside a first reading leaves that as it is. */
export async function readScan(tools: ReadScanTools, language: string): Promise<ScanReading> {
  const { scan, turnGrey, signal, steps = ALL_STEPS, pageTimeMs = Number.POSITIVE_INFINITY } = tools;
  const { engine, furtherEngine } = withinPageTime(tools.engine, pageTimeMs);
  const overlook = tools.overlook ?? lookOver(scan.overview, steps);
  if (overlook.content === 'blank' || overlook.content === 'picture') return nothing(scan, overlook, overlook.content);

  const readColumn: ReadColumn = async (image) =>
    (await furtherEngine.read(image, { language, layout: 'column', model: 'first' }, signal)).words;
  const emptiness = await orNothing(tellEmptiness(overlook, turnGrey, readColumn));
  if (emptiness === 'nothing') return nothing(scan, overlook, 'blank');

  const prepared = await prepareReading(scan, overlook, steps);
  const readTurned: ReadTurned = async (image, degrees) => {
    const way = await turnGrey(image, degrees);
    return (await furtherEngine.read(way, { language, layout: 'page', model: 'first' }, signal)).words;
  };
  const partOf: PartOf = (across, down) =>
    cutOut(
      prepared.image,
      enlargeBox(findPart(overlook.letters, overlook.size, across, down), prepared.image.width / overlook.size.width),
    );
  const ask = () => orNothing(findUpright(partOf(HALF, HALF), overlook.turns, readTurned));
  const areaTools = { furtherEngine, turnGrey, signal, steps };
  const readAgain = (preparation: Preparation, turns: QuarterTurns) =>
    readStanding({ ...areaTools, engine: furtherEngine }, preparation, turns, language);
  const likeliest = async (found: Reading) => {
    const reading = await asItLies(found, () => readAgain({ prepared, overlook }, 0));
    const best = steps.has('otherwise') ? await readOtherwise(scan, reading, readAgain) : reading;
    return result(scan, overlook, best.preparation.prepared, best, emptiness === 'writing');
  };

  const pale =
    overlook.mayShowThrough && emptiness !== 'writing' && (await orNothing(tellStrip(overlook, partOf, readTurned)));
  if (pale === 'showing-through' || (pale === 'rubbish' && isGrain(overlook))) return nothing(scan, overlook, 'blank');
  const first = overlook.isTurnSure ? overlook.turns : ((await ask()) ?? overlook.turns);
  const reading = await readStanding({ ...areaTools, engine }, { prepared, overlook }, first, language);
  if (isWellRead(overlook, wordsOf(reading)) || isInOtherScript(reading) || !mayLieElse(overlook))
    return likeliest(reading);
  const second = (await ask()) ?? first;
  const again = second === first ? null : await orNothing(readAgain({ prepared, overlook }, second));
  return likeliest(again && !again.unread ? again : reading);
}

/** Reads a page that is doubtful as a whole once or twice more, prepared otherwise, and keeps the reading that is likeliest right. */
function readOtherwise(
  scan: Scan,
  first: Reading,
  read: (preparation: Preparation, turns: QuarterTurns) => Promise<Reading>,
): Promise<Reading> {
  const { overlook } = first.preparation;
  // What shines through is not to be made plainer, and of dust there is nothing to be read.
  if (overlook.mayShowThrough || overlook.content !== 'writing' || isInOtherScript(first))
    return Promise.resolve(first);
  const isFlattened = first.standing.areas.some(({ bend }) => bend);
  const others = otherPreparations(scan, first.preparation, isFlattened);
  const evidenceOf = (reading: Reading) => ({ words: wordsOf(reading), engine: reading.areas[0]?.engine ?? null });
  return likeliestReading(
    first,
    others.map(async (preparation) => read(await preparation, first.standing.turns)),
    evidenceOf,
    overlook.letterCount * WELL_READ,
  );
}

type PartOf = (across: number, down: number) => GreyImage;

/** Tries a strip of a page of pale writing where it is known which way up it is, and a small part of it each way where it is not. */
function tellStrip(overlook: Overlook, partOf: PartOf, readTurned: ReadTurned): Promise<Pale> {
  const { turns, isTurnSure } = overlook;
  const isAcross = turns % 2 === 0;
  const part = isTurnSure ? partOf(isAcross ? 1 : STRIP, isAcross ? STRIP : 1) : partOf(THIRD, THIRD);
  const ways = isTurnSure ? [turns] : QUARTERS;
  return tellPale(
    part,
    ways.map((way) => way * 90 + standingAt(overlook, way).skew),
    readTurned,
  );
}

const isGrain = ({ noise }: Overlook) => noise > TORN;

/** Characters make no sense any way up, and their strokes tell them only as they stand: such a page is looked at once more as it lies. */
async function asItLies(reading: Reading, readUnturned: () => Promise<Reading>): Promise<Reading> {
  const { content, letterCount } = reading.preparation.overlook;
  const isWriting = content === 'writing' && letterCount >= ENOUGH_LETTERS;
  if (reading.standing.turns === 0 || !isWriting || makesSense(wordsOf(reading))) return reading;
  const unturned = await orNothing(readUnturned());
  return unturned && isInOtherScript(unturned) && !makesSense(wordsOf(unturned)) ? unturned : reading;
}

type Reading = {
  readonly preparation: Preparation;
  readonly areas: readonly AreaReading[];
  readonly standing: Standing;
  readonly size: Size;
  /** Why an area was not read; null where all were. */
  readonly unread: Failure | null;
};

async function readStanding(
  tools: ReadAreaTools,
  preparation: Preparation,
  turns: QuarterTurns,
  language: string,
): Promise<Reading> {
  const { image } = preparation.prepared;
  const standing = standingAt(preparation.overlook, turns);
  const level = await tools.turnGrey(image, standing.turns * 90 + standing.skew);
  const enlarge = resized(standing.size, level, image.width / preparation.overlook.size.width);
  const areas: AreaReading[] = [];
  let unread: Failure | null = null;
  for (const area of standing.areas) {
    try {
      areas.push(await readArea(tools, level, { ...area, box: placeBox(area.box, enlarge, level) }, language));
    } catch (thrown) {
      if (!isFailure(thrown) || thrown.kind !== 'invalid') throw thrown;
      unread ??= thrown;
    }
  }
  if (unread && areas.length === 0) throw unread;
  return { preparation, areas, standing, size: { width: level.width, height: level.height }, unread };
}

const isInOtherScript = ({ areas }: Reading) => areas.some(({ otherScript }) => otherScript.length > 0);

const wordsOf = ({ areas }: Reading) => areas.flatMap(({ words }) => words);

function result(
  scan: Scan,
  overlook: Overlook,
  { scale, treatments }: Prepared,
  reading: Reading,
  isWritten: boolean,
): ScanReading {
  const { standing, size } = reading;
  const made = sense(wordsOf(reading));
  const areas = reading.areas.map((area) => ({
    ...area,
    words: made > 0 ? area.words : area.words.filter(isSignAt(SIGN_CONFIDENCE[overlook.content])),
  }));
  const isEmpty = areas.every(({ words, otherScript }) => words.length + otherScript.length === 0);
  const isIllegible =
    overlook.mayShowThrough &&
    !isInOtherScript(reading) &&
    (made < overlook.letterCount * LEGIBLE || isRubbish(wordsOf(reading)));
  const isDust = areas.flatMap(({ words }) => words).length > FEW_WORDS && isRubbish(wordsOf(reading));
  const isBlank =
    !isWritten && ((isIllegible && isGrain(overlook)) || (overlook.content === 'doubtful' && (isEmpty || isDust)));
  const isPicture = isEmpty && overlook.letterCount >= ENOUGH_LETTERS && !overlook.hasLines;
  const placed = (pageImage: Size) => {
    const place = resized(size, pageImage, 1 / scale);
    return areas.map((area) => ({
      ...area,
      words: placeWords(area.words, (point) => place(area.place(point)), pageImage),
    }));
  };
  return {
    lay: { turns: standing.turns, skew: standing.skew },
    treatments: standing.areas.some(({ bend }) => bend)
      ? [...treatments, { step: 'flattened', amount: null }]
      : treatments,
    engine: areas[0]?.engine ?? null,
    furtherEngines: joinReadings(areas).furtherEngines,
    words: (pageImage) => joinReadings(placed(pageImage)).words,
    otherScript: (pageImage) => {
      const place = resized(size, pageImage, 1 / scale);
      return areas.flatMap((area) =>
        area.otherScript.map((box) => placeBox(box, (point) => place(area.place(point)), pageImage)),
      );
    },
    lettersMissed: reading.areas.reduce((sum, area) => sum + area.lettersMissed, 0),
    look: lookOf(scan, overlook, standing, isBlank ? 'blank' : isPicture ? 'picture' : 'text'),
    isBlank,
    // A picture gives no words at all; writing that cannot be made out gives rubbish.
    isTooPale: isIllegible && !isBlank && !(isPicture && wordsOf(reading).length === 0),
    damage: reading.unread && noteFailure(partUnread(reading.unread)),
  };
}

const partUnread = (cause: Failure) =>
  new Failure(
    'invalid',
    'ocr.part-unread',
    'Part of this page was not read: the engine broke down over it, or took too long. Scan the page anew, or raise OCR_PAGE_TIME.',
    { cause },
  );

/** A page on which there is nothing for an engine, as it lies. */
function nothing(scan: Scan, overlook: Overlook, kind: 'blank' | 'picture'): ScanReading {
  const standing = { turns: 0, skew: 0, size: overlook.size, areas: [], columns: 0 } as const;
  return {
    lay: { turns: 0, skew: 0 },
    treatments: [],
    engine: null,
    furtherEngines: [],
    words: () => [],
    otherScript: () => [],
    lettersMissed: 0,
    look: lookOf(scan, overlook, standing, kind),
    isBlank: kind === 'blank',
    isTooPale: false,
    damage: null,
  };
}

const lookOf =
  (scan: Scan, overlook: Overlook, standing: Standing, kind: PageLook['kind']) =>
  (pageImage: Size): PageLook => {
    const times = scan.width / overlook.size.width;
    const place = resized(standing.size, pageImage, times);
    return {
      kind,
      isNegative: overlook.isNegative,
      hasBorder: overlook.border !== null,
      degrees: Math.round((standing.turns * 90 + standing.skew) * 100) / 100,
      areas:
        standing.areas.length === 1
          ? [whole(pageImage)]
          : standing.areas.map(({ box }) => placeBox(box, place, pageImage)),
      columns: standing.columns,
      xHeightPx: overlook.letterHeight === null ? null : Math.round(overlook.letterHeight * times * 10) / 10,
      noise: Math.round(overlook.noise * 1_000) / 1_000,
    };
  };

const whole = ({ width, height }: Size) => ({ x: 0, y: 0, width, height });

const isWellRead = ({ letterCount, hasLines }: Overlook, words: readonly Word[]) =>
  sense(words) >= letterCount * (hasLines ? WELL_READ : WELL_READ_OF_FEW);

/** Neither was the engine asked yet, nor is there too little for it to tell by. */
const mayLieElse = ({ isTurnSure, content, letterCount, mayShowThrough }: Overlook) =>
  isTurnSure && content !== 'doubtful' && letterCount >= FEW_LETTERS && !mayShowThrough;

const isSignAt =
  (least: number) =>
  ({ text, confidence }: Word) =>
    confidence >= least && /[\p{L}\p{N}]/u.test(text);

const enlargeBox = ({ x, y, width, height }: Box, times: number): Box => ({
  x: Math.floor(x * times),
  y: Math.floor(y * times),
  width: Math.ceil(width * times),
  height: Math.ceil(height * times),
});

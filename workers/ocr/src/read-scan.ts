import type { Engine, PageLook, Treatment } from '@diachi/page-text';
import { findUpright, type ReadTurned, sense } from './find-upright.ts';
import { joinReadings } from './join-readings.ts';
import { lookOver, type Overlook, type Standing, standingAt } from './look-over.ts';
import type { OcrEngine, ReadWord } from './ocr-engine.ts';
import { resized, type Size } from './place.ts';
import { placeBox, placeWords } from './place-words.ts';
import { type Prepared, prepareReading } from './prepare-reading.ts';
import { type AreaReading, type ReadAreaTools, readArea } from './read-area.ts';
import { ALL_STEPS, type ReadingSteps } from './reading-steps.ts';
import type { Scan, TurnGrey } from './scan-reader.ts';
import type { QuarterTurns } from './treatments/turn-boxes.ts';

export type ReadScanTools = {
  readonly scan: Scan;
  readonly engine: OcrEngine;
  readonly turnGrey: TurnGrey;
  /** What is done beside asking the engine; all of it when left out. */
  readonly steps?: ReadingSteps | undefined;
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
  readonly words: (pageImage: Size) => readonly ReadWord[];
  readonly look: (pageImage: Size) => PageLook;
  readonly isBlank: boolean;
};

// Letters of a page that is read well are nearly all in words that make sense; of one upside down, few.
const WELL_READ = 0.25;
// The back of a sheet reads as nothing, but for a word by chance; pale writing reads at least in part.
const SHOWING_THROUGH = 0.04;

/** Looks a page over, prepares it as that calls for, and reads its areas; which way up is asked of the engine only in doubt. */
export async function readScan(tools: ReadScanTools, language: string): Promise<ScanReading> {
  const { scan, engine, turnGrey, signal, steps = ALL_STEPS } = tools;
  const overlook = lookOver(scan.overview, steps);
  if (isBare(overlook)) return nothing(scan, overlook);

  const prepared = await prepareReading(scan, overlook, steps);
  const readTurned: ReadTurned = async (image, degrees) => {
    const way = await turnGrey(image, degrees);
    return (await engine.read(way, { language, layout: 'page', model: 'first' }, signal)).words;
  };
  const ask = () => findUpright(prepared.image, overlook.turns, readTurned);
  const readAt = (turns: QuarterTurns) =>
    readStanding({ engine, turnGrey, signal, steps }, prepared, overlook, standingAt(overlook, turns), language);

  const first = overlook.isTurnSure ? overlook.turns : await ask();
  const reading = await readAt(first);
  if (isWellRead(overlook, wordsOf(reading)) || !overlook.isTurnSure) return result(scan, overlook, prepared, reading);
  const second = await ask();
  return result(scan, overlook, prepared, second === first ? reading : await readAt(second));
}

type Reading = { readonly areas: readonly AreaReading[]; readonly standing: Standing; readonly size: Size };

async function readStanding(
  tools: ReadAreaTools,
  { image }: Prepared,
  { size: overviewSize }: Overlook,
  standing: Standing,
  language: string,
): Promise<Reading> {
  const level = await tools.turnGrey(image, standing.turns * 90 + standing.skew);
  const enlarge = resized(standing.size, level, image.width / overviewSize.width);
  const areas: AreaReading[] = [];
  for (const { box, skew } of standing.areas) {
    areas.push(await readArea(tools, level, { box: placeBox(box, enlarge, level), skew }, language));
  }
  return { areas, standing, size: { width: level.width, height: level.height } };
}

const wordsOf = ({ areas }: Reading) => areas.flatMap(({ words }) => words);

function result(scan: Scan, overlook: Overlook, { scale, treatments }: Prepared, reading: Reading): ScanReading {
  const { standing, areas, size } = reading;
  const made = sense(wordsOf(reading));
  const isShowingThrough = overlook.isFaint && made < overlook.letterCount * SHOWING_THROUGH;
  const isBlank = isShowingThrough || (made === 0 && isNearlyBare(overlook));
  const placed = (pageImage: Size) => {
    const place = resized(size, pageImage, 1 / scale);
    return areas.map((area) => ({
      ...area,
      words: placeWords(area.words, (point) => place(area.place(point)), pageImage),
    }));
  };
  return {
    lay: { turns: standing.turns, skew: standing.skew },
    treatments,
    engine: areas[0]?.engine ?? null,
    furtherEngines: joinReadings(areas).furtherEngines,
    words: (pageImage) => (made === 0 ? [] : joinReadings(placed(pageImage)).words),
    look: lookOf(scan, overlook, standing, isBlank ? 'blank' : made === 0 ? 'picture' : 'text'),
    isBlank,
  };
}

function nothing(scan: Scan, overlook: Overlook): ScanReading {
  const standing = { ...standingAt(overlook, 0), skew: 0, areas: [] };
  return {
    lay: { turns: 0, skew: 0 },
    treatments: [],
    engine: null,
    furtherEngines: [],
    words: () => [],
    look: lookOf(scan, overlook, standing, 'blank'),
    isBlank: true,
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
      noise: overlook.noise,
    };
  };

const whole = ({ width, height }: Size) => ({ x: 0, y: 0, width, height });

const isWellRead = ({ letterCount }: Overlook, words: readonly ReadWord[]) => sense(words) >= letterCount * WELL_READ;

/** Nothing is there, not even dust: no engine need be asked. */
const isBare = ({ letterCount, inkShare }: Overlook) => letterCount === 0 && inkShare < 0.000_5;

/** What is there can be dust, specks and shadows: too little for a picture, and not in lines. */
const isNearlyBare = ({ letterCount, inkShare, hasLines }: Overlook) =>
  inkShare < 0.02 && (letterCount < 40 || !hasLines);

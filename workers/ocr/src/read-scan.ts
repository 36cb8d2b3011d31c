import type { Engine, Treatment, Word } from '@diachi/page-text';
import { findUpright, type ReadTurned, sense } from './find-upright.ts';
import { fitWords } from './fit-words.ts';
import { lookOver, type Overlook } from './look-over.ts';
import type { OcrEngine } from './ocr-engine.ts';
import { type Prepared, prepareReading } from './prepare-reading.ts';
import type { Scan, TurnGrey } from './scan-reader.ts';
import type { QuarterTurns } from './treatments/turn-boxes.ts';

export type ReadScanTools = {
  readonly scan: Scan;
  readonly engine: OcrEngine;
  readonly turnGrey: TurnGrey;
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
  /** Boxes in pixels of the page turned by `lay`, of the size given. */
  readonly words: (pageImage: { readonly width: number; readonly height: number }) => readonly Word[];
  readonly isBlank: boolean;
};

// Letters of a page that is read well are nearly all in words that make sense; of one upside down, few.
const WELL_READ = 0.25;
// The back of a sheet reads as nothing, but for a word by chance; pale writing reads at least in part.
const SHOWING_THROUGH = 0.04;

/** Looks a page over, prepares it as that calls for, and reads it; which way up is asked of the engine only in doubt. */
export async function readScan(tools: ReadScanTools, language: string): Promise<ScanReading> {
  const overlook = lookOver(tools.scan.overview);
  if (isBare(overlook))
    return { lay: { turns: 0, skew: 0 }, treatments: [], engine: null, words: () => [], isBlank: true };

  const prepared = await prepareReading(tools.scan, overlook);
  const readTurned: ReadTurned = async (image, degrees) => {
    const turned = await tools.turnGrey(image, degrees);
    return (await tools.engine.read(turned, language, tools.signal)).words;
  };
  const ask = () => findUpright(prepared.image, overlook.turns, readTurned);
  const first = overlook.isTurnSure ? overlook.turns : await ask();
  const reading = await readLying(tools, prepared, layOf(overlook, first), language);
  if (isWellRead(overlook, reading.found) || !overlook.isTurnSure) return result(overlook, prepared, reading);

  const second = await ask();
  return result(
    overlook,
    prepared,
    second === first ? reading : await readLying(tools, prepared, layOf(overlook, second), language),
  );
}

type Reading = Awaited<ReturnType<typeof readLying>>;

async function readLying({ engine, turnGrey, signal }: ReadScanTools, { image }: Prepared, lay: Lay, language: string) {
  const turned = await turnGrey(image, lay.turns * 90 + lay.skew);
  const { words, engine: about } = await engine.read(turned, language, signal);
  return { lay, found: words, about, size: { width: turned.width, height: turned.height } };
}

function result(
  overlook: Overlook,
  { scale, treatments }: Prepared,
  { lay, found, about, size }: Reading,
): ScanReading {
  const made = sense(found);
  const isShowingThrough = overlook.isFaint && made < overlook.letterCount * SHOWING_THROUGH;
  return {
    lay,
    treatments,
    engine: about,
    words: (pageImage) => (made === 0 ? [] : fitWords(found, size, pageImage, scale)),
    isBlank: isShowingThrough || (made === 0 && isNearlyBare(overlook)),
  };
}

/** Skew was measured one way; a page found to lie the other way is read as it lies. */
const layOf = ({ turns, skew }: Overlook, chosen: QuarterTurns): Lay => ({
  turns: chosen,
  skew: (chosen - turns) % 2 === 0 ? skew : 0,
});

const isWellRead = ({ letterCount }: Overlook, words: readonly Word[]) => sense(words) >= letterCount * WELL_READ;

/** Nothing is there, not even dust: no engine need be asked. */
const isBare = ({ letterCount, inkShare }: Overlook) => letterCount === 0 && inkShare < 0.000_5;

/** What is there can be dust, specks and shadows: too little for a picture, and not in lines. */
const isNearlyBare = ({ letterCount, inkShare, hasLines }: Overlook) =>
  inkShare < 0.02 && (letterCount < 40 || !hasLines);

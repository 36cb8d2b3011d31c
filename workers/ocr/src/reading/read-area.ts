import type { Box, Engine } from '@diachi/page-text';
import type { OcrEngine } from '../engines/ocr-engine.ts';
import type { Area } from '../look/find-areas.ts';
import { reread } from '../reread/reread.ts';
import { cutOut } from '../scan/cut-out.ts';
import type { GreyImage } from '../scan/grey-image.ts';
import type { TurnGrey } from '../scan/scan-reader.ts';
import { bentPlace, unbend } from '../treatments/unbend.ts';
import type { OneReading } from './join-readings.ts';
import { type Place, type Size, turned } from './place.ts';
import { readInLanguages } from './read-in-languages.ts';
import type { ReadingSteps } from './reading-steps.ts';

export type ReadAreaTools = {
  readonly engine: OcrEngine;
  /** For what is read again. */
  readonly furtherEngine: OcrEngine;
  readonly turnGrey: TurnGrey;
  readonly steps: ReadingSteps;
  readonly signal?: AbortSignal | undefined;
};

/** What was read in one area; boxes are in pixels of the picture the engine was given. */
export type AreaReading = OneReading & {
  readonly engine: Engine;
  /** Where there is writing in another script, which people have to read. */
  readonly otherScript: readonly Box[];
  /** About how many letters stand where nothing was read. */
  readonly lettersMissed: number;
  /** Where a point of that picture lies on the whole page, levelled, at the size it was read at. */
  readonly place: Place;
};

/** Reads one area of a page that has been prepared, turned upright and levelled: cut out, levelled and flattened by itself, read, and read again in doubt. */
export async function readArea(
  tools: ReadAreaTools,
  page: GreyImage,
  area: Area,
  language: string,
): Promise<AreaReading> {
  const part = cutOut(page, area.box);
  const level = await tools.turnGrey(part, area.skew);
  const image = area.bend ? unbend(level, area.bend) : level;
  const place = backFrom(image, part, area);
  if (!tools.steps.has('reread')) {
    const request = { language, layout: 'page', model: 'first' } as const;
    const { words, engine } = await tools.engine.read(image, request, tools.signal);
    return { words, furtherEngines: [], otherScript: [], lettersMissed: 0, engine, place };
  }
  const { words, engine, isInAll } = await readInLanguages(tools, image, language);
  const again = { engine: tools.furtherEngine, signal: tools.signal };
  return { ...(await reread(again, { image, words, engine, isInAll }, language)), engine, place };
}

function backFrom(image: Size, part: Size, { box, skew, bend }: Area): Place {
  const back = turned(image, part, -skew);
  const bent: Place = bend ? bentPlace(bend, image.width / bend.size.width) : (point) => point;
  return (point) => {
    const { x, y } = back(bent(point));
    return { x: x + box.x, y: y + box.y };
  };
}

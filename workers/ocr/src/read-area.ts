import type { Engine } from '@diachi/page-text';
import { cutOut } from './cut-out.ts';
import type { GreyImage } from './grey-image.ts';
import type { OneReading } from './join-readings.ts';
import type { OcrEngine } from './ocr-engine.ts';
import { type Place, type Size, turned } from './place.ts';
import type { ReadingSteps } from './reading-steps.ts';
import type { TurnGrey } from './scan-reader.ts';
import type { Area } from './treatments/find-areas.ts';

export type ReadAreaTools = {
  readonly engine: OcrEngine;
  readonly turnGrey: TurnGrey;
  readonly steps: ReadingSteps;
  readonly signal?: AbortSignal | undefined;
};

/** What was read in one area; boxes are in pixels of the picture the engine was given. */
export type AreaReading = OneReading & {
  readonly engine: Engine;
  /** Where a point of that picture lies on the whole page, levelled, at the size it was read at. */
  readonly place: Place;
};

/** Reads one area of a page that has been prepared, turned upright and levelled: cut out, levelled by itself, read. */
export async function readArea(
  tools: ReadAreaTools,
  page: GreyImage,
  area: Area,
  language: string,
): Promise<AreaReading> {
  const part = cutOut(page, area.box);
  const image = await tools.turnGrey(part, area.skew);
  const { words, engine } = await tools.engine.read(image, { language, layout: 'page', model: 'first' }, tools.signal);
  return { words, furtherEngines: [], engine, place: backFrom(image, part, area) };
}

function backFrom(image: Size, part: Size, { box, skew }: Area): Place {
  const back = turned(image, part, -skew);
  return (point) => {
    const { x, y } = back(point);
    return { x: x + box.x, y: y + box.y };
  };
}

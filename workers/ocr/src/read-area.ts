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
  /** Where a point of that picture lies on the whole page: upright, not levelled, at the size it was read at. */
  readonly place: Place;
};

/**
 * Reads one area of a page that has been prepared and turned upright: cut out, levelled, read. `times` is how much larger that
 * page is than the overview the area was found in.
 */
export async function readArea(
  tools: ReadAreaTools,
  upright: GreyImage,
  area: Area,
  times: number,
  language: string,
): Promise<AreaReading> {
  const left = Math.round(area.box.x * times);
  const top = Math.round(area.box.y * times);
  const width = Math.round((area.box.x + area.box.width) * times) - left;
  const height = Math.round((area.box.y + area.box.height) * times) - top;
  const part = cutOut(upright, { x: left, y: top, width, height });
  const image = await tools.turnGrey(part, area.skew);
  const { words, engine } = await tools.engine.read(image, { language, layout: 'page', model: 'first' }, tools.signal);
  return { words, furtherEngines: [], engine, place: backFrom(image, part, area.skew, { left, top }) };
}

function backFrom(image: Size, part: Size, skew: number, at: { readonly left: number; readonly top: number }): Place {
  const level = turned(image, part, -skew);
  return (point) => {
    const { x, y } = level(point);
    return { x: x + at.left, y: y + at.top };
  };
}

import type { Box, Word } from '@diachi/page-text';
import { cutOut } from '../scan/cut-out.ts';
import type { GreyImage } from '../scan/grey-image.ts';
import { shrink } from '../scan/shrink.ts';
import { GAP, MARGIN, stackCutOuts } from './stack-cut-outs.ts';

/** Cut-outs of a page below one another in one picture, so that an engine is asked only once. */
export type Sheet = {
  readonly image: GreyImage;
  /** Of the cut-outs, against the page. */
  readonly scale: number;
  /** One for each box that was cut out, in order: where it stands on the sheet, and how far from there its place on the page is. */
  readonly rows: readonly {
    readonly top: number;
    readonly bottom: number;
    readonly over: number;
    readonly down: number;
  }[];
};

/** Letters reach a little out of their boxes. */
const PADDING = 3;

export function cutSheet(page: GreyImage, boxes: readonly Box[], scale = 1): Sheet {
  const padded = boxes.map((box) => within(box, page));
  const stack = stackCutOuts(padded.map((box) => cutOut(page, box)));
  const rows = padded.map((box, number) => {
    const top = stack.tops[number] as number;
    return { top, bottom: top + box.height, over: box.x - MARGIN, down: box.y - top };
  });
  return { image: shrink(stack.image, scale), scale, rows };
}

function within(box: Box, page: GreyImage): Box {
  const x = clamp(Math.floor(box.x) - PADDING, page.width - 1);
  const y = clamp(Math.floor(box.y) - PADDING, page.height - 1);
  const right = Math.min(page.width, Math.ceil(box.x + box.width) + PADDING);
  const bottom = Math.min(page.height, Math.ceil(box.y + box.height) + PADDING);
  return { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
}

const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value));

/** Words read on a sheet, by the row they stand in, from left to right, with their boxes on the page. */
export function placeOnPage<Kind extends Word>(
  { rows, scale }: Sheet,
  words: readonly Kind[],
): readonly (readonly Kind[])[] {
  const byRow = rows.map((): Kind[] => []);
  for (const word of words) {
    const box = enlarged(word.box, 1 / scale);
    const middle = box.y + box.height / 2;
    const number = rows.findIndex(({ top, bottom }) => middle >= top - GAP / 2 && middle < bottom + GAP / 2);
    const row = rows[number];
    if (!row) continue;
    byRow[number]?.push({ ...word, box: { ...box, x: box.x + row.over, y: box.y + row.down } });
  }
  return byRow.map((row) => row.sort((one, other) => one.box.x - other.box.x));
}

const enlarged = ({ x, y, width, height }: Box, times: number): Box => ({
  x: Math.round(x * times),
  y: Math.round(y * times),
  width: Math.max(1, Math.round(width * times)),
  height: Math.max(1, Math.round(height * times)),
});

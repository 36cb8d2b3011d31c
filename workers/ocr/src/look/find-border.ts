import type { GreyImage } from '../scan/grey-image.ts';
import { histogramOf, levelBelow } from './histogram.ts';

/** 1 where a pixel belongs to what lies around the page. */
export type Border = { readonly width: number; readonly height: number; readonly marks: Uint8Array };

// Darker than this share of the paper: the scanner's lid, a table top. Shaded paper is lighter.
const BORDER_SHARE = 0.55;
// The level a tenth of the picture is brighter than is paper, on any page that is not nearly all border.
const PAPER_SHARE = 0.1;
const LEAST_SHARE_OF_PICTURE = 0.005;
const MOST_SHARE_OF_PICTURE = 0.7;

/** Dark areas joined to the picture's edge, with a rim for their blurred outline; null when there is no border worth removing. */
export function findBorder(image: GreyImage): Border | null {
  const { width, height } = image;
  const paper = levelBelow(histogramOf(image), PAPER_SHARE);
  const { marks, size } = floodFromEdges(image, paper * BORDER_SHARE);
  if (size < width * height * LEAST_SHARE_OF_PICTURE || size > width * height * MOST_SHARE_OF_PICTURE) return null;
  return widen(widen({ width, height, marks }));
}

function floodFromEdges({ width, height, pixels }: GreyImage, level: number) {
  const marks = new Uint8Array(width * height);
  const queue: number[] = [];
  let size = 0;
  const visit = (index: number) => {
    if (marks[index] === 1 || (pixels[index] as number) >= level) return;
    marks[index] = 1;
    size++;
    queue.push(index);
  };
  for (let x = 0; x < width; x++) {
    visit(x);
    visit((height - 1) * width + x);
  }
  for (let y = 0; y < height; y++) {
    visit(y * width);
    visit(y * width + width - 1);
  }
  for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
    const x = index % width;
    if (x > 0) visit(index - 1);
    if (x < width - 1) visit(index + 1);
    if (index >= width) visit(index - width);
    if (index < width * (height - 1)) visit(index + width);
  }
  return { marks, size };
}

function widen({ width, height, marks }: Border): Border {
  const wider = Uint8Array.from(marks);
  for (let y = 0; y < height; y++) {
    const row = marks.subarray(y * width, (y + 1) * width);
    for (let left = row.indexOf(1); left !== -1; ) {
      const end = row.indexOf(0, left);
      const right = end === -1 ? width : end;
      for (let near = Math.max(0, y - 1); near <= Math.min(height - 1, y + 1); near++) {
        wider.fill(1, near * width + Math.max(0, left - 1), near * width + Math.min(width, right + 1));
      }
      left = row.indexOf(1, right);
    }
  }
  return { width, height, marks: wider };
}

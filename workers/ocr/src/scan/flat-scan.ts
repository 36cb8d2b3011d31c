import type { Box } from '@diachi/page-text';
import type { Size } from '../reading/place.ts';
import { layFlat, layRowsFlat, type Part, type Rows } from '../treatments/lay-flat.ts';
import { type Homography, type Plane, resizePlane, through, toPhotograph } from './plane.ts';
import { OVERVIEW_PX, type PagePicture, type Scan } from './scan-reader.ts';

/** What the flat picture of a photograph is drawn with. */
export type FlatTools = {
  /** A part of the photograph, in as many channels as are shown. */
  readonly readPart: (box: Box) => Promise<Part>;
  /** A picture from its bytes, turned clockwise. */
  readonly encode: (picture: Omit<Part, 'left' | 'top'>, degrees: number, dpi: number) => Promise<PagePicture>;
};

// Of the photograph, held at once beside the flat picture.
const MOST_PART_PX = 16_000_000;
/** Beyond the places rows are taken from: what cubic interpolation looks at. */
const AROUND = 3;

/** A photographed sheet as if it had been scanned: everything is of the sheet laid flat. */
export async function flatScan(photograph: Scan, plane: Plane, tools: FlatTools): Promise<Scan> {
  const grey = async (scale: number) => {
    const copy = await photograph.grey(scale);
    return layFlat(copy, resizePlane(plane, copy.width / photograph.width));
  };
  return {
    ...photograph,
    width: plane.width,
    height: plane.height,
    overview: await grey(Math.min(1, OVERVIEW_PX / Math.max(plane.width, plane.height))),
    grey,
    picture: async (degrees, dpi) => {
      const drawn = await draw(photograph, plane, tools);
      try {
        return await tools.encode(drawn, degrees, dpi);
      } finally {
        giveBack(drawn.pixels);
      }
    },
  };
}

/** The flat picture, from one part of the photograph after the other. */
async function draw(photograph: Size, plane: Plane, { readPart }: FlatTools): Promise<Omit<Part, 'left' | 'top'>> {
  const homography = toPhotograph(plane);
  let pixels: Uint8Array | null = null;
  let channels = 1;
  for (const rows of strips(homography, plane, photograph)) {
    const part = await readPart(partUnder(homography, plane, rows, photograph));
    channels = part.channels;
    pixels ??= new Uint8Array(plane.width * plane.height * channels);
    const onto = pixels.subarray(rows.from * plane.width * channels, rows.to * plane.width * channels);
    layRowsFlat(part, homography, plane.width, rows, onto);
    giveBack(part.pixels);
  }
  return { width: plane.width, height: plane.height, channels, pixels: pixels ?? new Uint8Array() };
}

/** What is done with goes back at once: left to the garbage collector, tens of megabytes each stay until several have come together. */
function giveBack({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

/** Rows of the flat picture whose part of the photograph is not too large to be held. */
function strips(homography: Homography, plane: Size, photograph: Size): readonly Rows[] {
  const split = (rows: Rows): readonly Rows[] => {
    const { width, height } = partUnder(homography, plane, rows, photograph);
    const middle = Math.floor((rows.from + rows.to) / 2);
    if (width * height <= MOST_PART_PX || middle === rows.from) return [rows];
    return [...split({ from: rows.from, to: middle }), ...split({ from: middle, to: rows.to })];
  };
  return split({ from: 0, to: plane.height });
}

/** The part of the photograph that rows of the flat picture are taken from; straight sides stay straight, so corners tell. */
function partUnder(homography: Homography, plane: Size, { from, to }: Rows, photograph: Size): Box {
  const place = through(homography);
  const ends = [from, to].flatMap((y) => [place({ x: 0, y }), place({ x: plane.width, y })]);
  const extent = (places: readonly number[], size: number) => {
    const first = Math.max(0, Math.min(size - 1, Math.floor(Math.min(...places)) - AROUND));
    return { first, length: Math.max(1, Math.min(size, Math.ceil(Math.max(...places)) + AROUND) - first) };
  };
  const across = extent(
    ends.map(({ x }) => x),
    photograph.width,
  );
  const down = extent(
    ends.map(({ y }) => y),
    photograph.height,
  );
  return { x: across.first, y: down.first, width: across.length, height: down.length };
}

import type { FileHandle } from 'node:fs/promises';
import {
  BrokenTiff,
  bytesAt,
  readEntries,
  type TiffEntry,
  type TiffLayout,
  valuesOf,
  wholeAt,
} from './tiff-entries.ts';

/** One picture of a TIFF as its directory describes it. */
export type TiffDirectory = {
  readonly widthPx: number;
  readonly heightPx: number;
  /** What its pixels take when nothing is packed. */
  readonly unpackedBytes: number;
  /** Grey, black and white or colours in eight bits, without transparency: what every later step can read. */
  readonly isPlain: boolean;
  /** A smaller copy of another picture, or a mask: no page of its own. */
  readonly isSecondary: boolean;
  readonly dpi: number | null;
  /** True when some of its pixels lie beyond the end of the file. */
  readonly breaksOff: boolean;
  readonly layout: TiffLayout;
  readonly entries: readonly TiffEntry[];
  /** Where its strips or tiles lie, and how long each is. */
  readonly offsets: readonly number[];
  readonly byteCounts: readonly number[];
};

const TAGS = {
  subfileType: 254,
  width: 256,
  height: 257,
  bitsPerSample: 258,
  photometric: 262,
  stripOffsets: 273,
  samplesPerPixel: 277,
  stripByteCounts: 279,
  xResolution: 282,
  resolutionUnit: 296,
  tileOffsets: 324,
  tileByteCounts: 325,
  extraSamples: 338,
  sampleFormat: 339,
} as const;

const REDUCED_OR_MASK = 0b101;
/** White is zero, black is zero, RGB, palette, YCbCr. */
const PLAIN_COLOURS = [0, 1, 2, 3, 6];

/** The pictures of a TIFF in order, without touching a pixel. Fails with `BrokenTiff` where the chain breaks or leads back into itself. */
export async function* readTiffDirectories(file: FileHandle): AsyncGenerator<TiffDirectory> {
  const { size: sizeBytes } = await file.stat();
  const start = await bytesAt({ file, sizeBytes, isLittle: true, isBig: false }, 0, 8);
  const isLittle = start.toString('latin1', 0, 2) === 'II';
  const isBig = wholeAt(start, 2, 2, isLittle) === 43;
  const layout: TiffLayout = { file, sizeBytes, isLittle, isBig };
  const seen = new Set<number>();
  let place = isBig ? wholeAt(await bytesAt(layout, 8, 8), 0, 8, isLittle) : wholeAt(start, 4, 4, isLittle);
  while (place !== 0) {
    if (seen.has(place)) throw new BrokenTiff(`The list of pages leads back to ${place}.`);
    seen.add(place);
    const { entries, next } = await readEntries(layout, place);
    yield await describe(layout, entries);
    place = next;
  }
}

async function describe(layout: TiffLayout, entries: readonly TiffEntry[]): Promise<TiffDirectory> {
  const values = (tag: number) =>
    valuesOf(
      layout,
      entries.find((entry) => entry.tag === tag),
    );
  const first = async (tag: number, otherwise: number) => (await values(tag))[0] ?? otherwise;
  const offsets = [...(await values(TAGS.stripOffsets)), ...(await values(TAGS.tileOffsets))];
  const byteCounts = [...(await values(TAGS.stripByteCounts)), ...(await values(TAGS.tileByteCounts))];
  const bits = await first(TAGS.bitsPerSample, 1);
  const samples = await first(TAGS.samplesPerPixel, 1);
  const resolution = await first(TAGS.xResolution, 0);
  const unit = await first(TAGS.resolutionUnit, 2);
  const widthPx = await first(TAGS.width, 0);
  const heightPx = await first(TAGS.height, 0);
  return {
    widthPx,
    heightPx,
    unpackedBytes: Math.ceil((widthPx * bits * samples) / 8) * heightPx,
    isPlain:
      (bits === 8 || (bits === 1 && samples === 1)) &&
      PLAIN_COLOURS.includes(await first(TAGS.photometric, -1)) &&
      (await values(TAGS.extraSamples)).length === 0 &&
      (await first(TAGS.sampleFormat, 1)) === 1,
    isSecondary: ((await first(TAGS.subfileType, 0)) & REDUCED_OR_MASK) !== 0,
    dpi: resolution * ({ 2: 1, 3: 2.54 }[unit] ?? 0) || null,
    breaksOff: offsets.length === 0 || offsets.some((offset, at) => offset + (byteCounts[at] ?? 0) > layout.sizeBytes),
    layout,
    entries,
    offsets,
    byteCounts,
  };
}

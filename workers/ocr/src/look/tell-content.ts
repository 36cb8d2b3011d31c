import type { Box } from '@diachi/page-text';
import type { Size } from '../reading/place.ts';
import { findChains } from './find-chains.ts';
import type { Shape, Shapes } from './find-letters.ts';

/**
 * What a page holds, as far as its ink tells: `blank` and `picture` are certain, no engine need be asked. `writing` is writing whatever
 * an engine makes of it; on a `doubtful` page there is dust, a shadow or a single sign, and the engine decides.
 */
export type Content = 'blank' | 'picture' | 'writing' | 'doubtful';

export type Told = {
  readonly content: Content;
  /** Letters that stand in rows, and single signs: what is left when dust is left out. */
  readonly written: readonly Shape[];
};

// In pixels of the overview. Smaller alone is dust.
const LEAST_SIGN = 6;
const PLAIN_SIGN = 8;
// A hole of a punch, a blot or a grain of dust fills its box; a letter leaves a third of it or more.
const FILLED = 0.68;
const ROUND = 1.45;
// Folds, and the edges of the sheet, run through the page and are thin.
const THROUGH = 0.6;
const THIN = 0.05;
// So many grains of dust give by chance one that is shaped like a sign.
const GRAINS_TO_A_SIGN = 20;
// Grain of a photograph gives rows of some letters by chance; a caption is longer, or stands beside the picture.
const LONG_CHAIN = 9;
const MOST_CHAINED_SHARE = 0.4;
const LEAST_PICTURE = 0.12;

/** What is known of a page beside its ink. */
export type Tones = {
  /** Share of it that is neither paper nor ink. */
  readonly share: number;
  /** True where there is shade and not paper around a place. */
  readonly isShade: (box: Box) => boolean;
};

/** Tells what a page of this size holds from what its ink is joined to, and from its tones. */
export function tellContent({ letters, specks, large }: Shapes, page: Size, tones: Tones): Told {
  const signs = letters.filter((letter) => !isBlot(letter));
  const tall = signs.filter(({ width, height }) => Math.max(width, height) >= LEAST_SIGN);
  const drawn = large.filter((shape) => !isFold(shape, page));
  const chains = findChains(signs);
  const upright = findChains(signs.map(flipped)).map((chain) => chain.map(flipped));
  const told = (content: Content): Told => ({ content, written: writtenOf(tall, [...chains, ...upright]) });
  if (tall.length === 0 && chains.length + upright.length === 0 && drawn.length === 0) return told('blank');

  const chained = Math.max(chains.flat().length, upright.flat().length);
  if (isTonal(drawn, page, tones.share) && [...chains, ...upright].every((chain) => isOfPicture(chain, drawn, tones))) {
    if (chained <= letters.length * MOST_CHAINED_SHARE) return told('picture');
  }
  const plain = tall.filter(({ width, height }) => Math.max(width, height) >= PLAIN_SIGN);
  const grains = letters.length - tall.length + specks.length;
  const isNumber = [...findChains(plain, 2), ...findChains(plain.map(flipped), 2)].length > 0;
  const isSign = isNumber || plain.length > grains / GRAINS_TO_A_SIGN;
  return told(chained > 0 || drawn.length > 0 || isSign ? 'writing' : 'doubtful');
}

function isTonal(drawn: readonly Shape[], page: Size, toneShare: number): boolean {
  const pictured = drawn.reduce((sum, { width, height }) => sum + width * height, 0);
  return pictured >= LEAST_PICTURE * page.width * page.height && toneShare >= LEAST_PICTURE;
}

const nameOf = ({ x, y }: Box) => x * 100_000 + y;

function writtenOf(tall: readonly Shape[], chains: readonly (readonly Shape[])[]): readonly Shape[] {
  return [...new Map([...tall, ...chains.flat()].map((shape) => [nameOf(shape), shape])).values()];
}

function isBlot({ width, height, inkPx }: Shape): boolean {
  return inkPx >= FILLED * width * height && width <= ROUND * height && height <= ROUND * width;
}

function isFold({ width, height, inkPx }: Shape, page: Size): boolean {
  const runsThrough = width >= THROUGH * page.width || height >= THROUGH * page.height;
  return runsThrough && inkPx <= THIN * width * height;
}

/** Short, and within a picture or its shades: its own grain. */
const isOfPicture = (chain: readonly Box[], pictures: readonly Box[], { isShade }: Tones): boolean =>
  chain.length < LONG_CHAIN &&
  chain.every((letter) => isShade(letter) || pictures.some((picture) => isWithin(letter, picture)));

const isWithin = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** Lines that run up or down as if they ran across. */
const flipped = ({ x, y, width, height, inkPx }: Shape): Shape => ({ x: y, y: x, width: height, height: width, inkPx });

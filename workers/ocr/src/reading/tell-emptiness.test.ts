import type { Box, Word } from '@diachi/page-text';
import { expect, test, vi } from 'vitest';
import type { GreyImage } from '../scan/grey-image.ts';
import { type Suspect, tellEmptiness } from './tell-emptiness.ts';
import type { ReadColumn } from './try-cut-outs.ts';

const paper = (): GreyImage => ({ width: 1_000, height: 1_400, pixels: new Uint8Array(1_400_000).fill(240) });
const spots: readonly Box[] = [100, 300, 500].map((x) => ({ x, y: x + 80, width: 7, height: 8 }));
const dusty: Suspect = {
  content: 'doubtful',
  mayShowThrough: false,
  letters: spots,
  seen: paper(),
  noise: 30,
  turns: 0,
  isTurnSure: true,
};
const pale: Suspect = { ...dusty, content: 'writing', mayShowThrough: true, noise: 0.1 };
const grain: Suspect = { ...pale, noise: 9 };
const asIs = async (image: GreyImage) => image;

test('dust of which no speck is read as a sign is nothing, and a picture much smaller than the page is enough to tell', async () => {
  const read = reading(() => [word('.', 0.9), word('l', 0.3)]);

  expect(await tellEmptiness(dusty, asIs, read)).toBe('nothing');
  expect(read).toHaveBeenCalledOnce();
  const [{ width, height }] = read.mock.calls[0] as [GreyImage];
  expect(width * height).toBeLessThan((1_000 * 1_400) / 50);
});

test('a speck that may be the number of a page leaves the page to be read', async () => {
  expect(
    await tellEmptiness(
      dusty,
      asIs,
      reading(() => [word('7', 0.65)]),
    ),
  ).toBe('unknown');
});

test('rows of print that is all but gone, under dust, are left to the reading of the page', async () => {
  const seen = paper();
  for (let letter = 0; letter < 12; letter++) {
    for (let y = 700; y < 712; y++) seen.pixels.fill(222, y * 1_000 + 300 + letter * 14, y * 1_000 + 309 + letter * 14);
  }
  const read = reading(() => []);

  expect(await tellEmptiness({ ...dusty, seen }, asIs, read)).toBe('unknown');
  expect(read).not.toHaveBeenCalled();
});

test('grain in which no letter is seen is nothing; print in which none is seen has to be read', async () => {
  const blind = reading(() => []);

  expect(await tellEmptiness(grain, asIs, blind)).toBe('nothing');
  expect(await tellEmptiness(pale, asIs, blind)).toBe('unknown');
});

test('lines that make sense as they stand are writing, however grainy', async () => {
  expect(await tellEmptiness(grain, asIs, reading(sentenceAt('front')))).toBe('writing');
});

test('lines that make sense in the mirror alone show through from the back', async () => {
  expect(await tellEmptiness(pale, asIs, reading(sentenceAt('back')))).toBe('nothing');
});

test('lines that make some sense on both sides are left to the reading of the page', async () => {
  const both = reading((image) => [...sentenceAt('front', 0.3)(image), ...sentenceAt('back', 0.5)(image)]);

  expect(await tellEmptiness(pale, asIs, both)).toBe('unknown');
});

test('where it is not known which way up a page lies, what shows through is looked for every way', async () => {
  const turned: number[] = [];
  const turn = async (image: GreyImage, degrees: number) => {
    turned.push(degrees);
    const width = image.width + 1;
    return degrees === 270 ? { ...image, width, pixels: new Uint8Array(width * image.height).fill(240) } : image;
  };
  const lying = reading((image) => (image.width % 2 === 1 ? sentenceAt('back')(image) : [word('xzq', 0.2)]));

  expect(await tellEmptiness({ ...pale, isTurnSure: false }, turn, lying)).toBe('nothing');
  expect(turned).toEqual([0, 180, 90, 270]);
});

test('a page of plain print is not asked about', async () => {
  const read = reading(() => []);

  expect(await tellEmptiness({ ...dusty, content: 'writing' }, asIs, read)).toBe('unknown');
  expect(read).not.toHaveBeenCalled();
});

const reading = (of: (image: GreyImage) => readonly Word[]) => vi.fn<ReadColumn>(async (image) => of(image));

/** A sentence in the upper half of what is read, where pieces stand as they are, or the lower, where they stand mirrored; so much of it makes sense. */
const sentenceAt =
  (side: 'front' | 'back', share = 1) =>
  ({ height }: GreyImage): readonly Word[] =>
    Array.from({ length: 10 }, (_, at) => ({
      ...word('đường', at < 10 * share ? 0.95 : 0.2),
      box: { x: 30 + at * 30, y: Math.round(height * (side === 'front' ? 0.25 : 0.75)), width: 28, height: 12 },
    }));

function word(text: string, confidence: number): Word {
  return { text, confidence, box: { x: 30, y: 60, width: 28, height: 12 }, line: 0, block: 0 };
}

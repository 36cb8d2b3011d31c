import { readFile } from 'node:fs/promises';
import type { Word } from '@diachi/page-text';
import { expect, test } from 'vitest';
import { openScan } from '../scan/sharp-scan-adapter.ts';
import { setScriptsApart } from './set-scripts-apart.ts';

const picture = async (name: string) =>
  (await openScan(await readFile(new URL(`../../../../test/fixtures/${name}`, import.meta.url)), 10_000_000)).grey(1);

/** What engines make of characters, in the places of the three rows of the picture. */
const RUBBISH = ['E#8##i.E1ˆM', '#/k}Š', 'TTT1#ñ', '#:Rl#', '7k†Äï', 'UE'].map((text, place) => ({
  text,
  confidence: 0.2,
  box: { x: 10 + (place % 2) * 250, y: 10 + Math.floor(place / 2) * 46, width: 220, height: 40 },
  line: Math.floor(place / 2),
  block: 0,
}));

test('rows of characters become a region without words', async () => {
  const { words, otherScript } = setScriptsApart(await picture('scripts/characters.png'), RUBBISH);

  expect(words).toEqual([]);
  expect(otherScript).toEqual([{ x: 10, y: 10, width: 470, height: 132 }]);
});

test('Latin print that was read as nonsense is kept, for its strokes stand upright', async () => {
  const { words, otherScript } = setScriptsApart(await picture('strips/01.jpg'), RUBBISH);

  expect(words).toEqual(RUBBISH);
  expect(otherScript).toEqual([]);
});

test('words that can be Vietnamese, and of which the engine is sure, are never dropped', async () => {
  const sure = RUBBISH.map((word): Word => ({ ...word, text: 'không', confidence: 0.9 }));

  expect(setScriptsApart(await picture('scripts/characters.png'), sure).words).toEqual(sure);
});

test('a little rubbish, as of a stamp or an ornament, is no inscription', async () => {
  const little = RUBBISH.slice(5);

  expect(setScriptsApart(await picture('scripts/characters.png'), little).words).toEqual(little);
});

test('numbers of a table in dust are kept, however unsure the engine is of them', async () => {
  const row = RUBBISH.map(
    (word, place): Word => (place % 2 === 0 ? { ...word, text: '22/07/2002]', confidence: 0.45 } : word),
  );

  expect(setScriptsApart(await picture('scripts/characters.png'), row)).toEqual({ words: row, otherScript: [] });
});

test('rubbish between the rules of a table is kept: they are level strokes of no character', async () => {
  const characters = await picture('scripts/characters.png');
  const ruled = { ...characters, pixels: Uint8Array.from(characters.pixels) };
  for (const y of [50, 96]) ruled.pixels.fill(0, y * ruled.width, (y + 2) * ruled.width);

  expect(setScriptsApart(ruled, RUBBISH)).toEqual({ words: RUBBISH, otherScript: [] });
});

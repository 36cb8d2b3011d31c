import type { Engine } from '@diachi/page-text';
import { expect, test } from 'vitest';
import { joinReadings } from './join-readings.ts';

test('the lines and blocks of the second area go on after those of the first', () => {
  const { words } = joinReadings([
    { words: [word(0, 0), word(3, 1)], furtherEngines: [] },
    { words: [], furtherEngines: [] },
    { words: [word(0, 0), word(1, 0)], furtherEngines: [] },
  ]);

  expect(words.map(({ line, block }) => [line, block])).toEqual([
    [0, 0],
    [3, 1],
    [4, 2],
    [5, 2],
  ]);
});

test('words read again name the engine they named in their own area, each engine once', () => {
  const { words, furtherEngines } = joinReadings([
    { words: [word(0, 0), { ...word(0, 0), reader: 0 }], furtherEngines: [engine('second')] },
    {
      words: [
        { ...word(0, 0), reader: 1 },
        { ...word(0, 0), reader: 0 },
      ],
      furtherEngines: [engine('third'), engine('second')],
    },
  ]);

  expect(furtherEngines.map(({ model }) => model)).toEqual(['second', 'third']);
  expect(words.map(({ reader }) => reader)).toEqual([undefined, 0, 0, 1]);
});

const word = (line: number, block: number) => ({
  text: 'chí',
  box: { x: 1, y: 2, width: 30, height: 10 },
  confidence: 0.9,
  line,
  block,
});

const engine = (model: string): Engine => ({ name: 'tesseract', version: '5', model, settings: {} });

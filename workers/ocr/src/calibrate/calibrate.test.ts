import type { Word } from '@diachi/page-text';
import { expect, test } from 'vitest';
import { calibrate } from './calibrate.ts';
import { evidenceOf } from './evidence.ts';
import { expectedError } from './expected-error.ts';

const engine = { name: 'tesseract', version: '5.3.0', model: 'vie', settings: {} };

test('a possible syllable is likelier right than an impossible one the engine was as sure of', () => {
  const [possible, impossible] = calibrate([word('Mường', 0.9), word('Mưởgn', 0.9)], engine) ?? [];

  expect(possible?.confidence).toBeGreaterThan(impossible?.confidence ?? 1);
});

test('a word is likelier right the surer its engine was, on the same page', () => {
  const [sure, unsure] = calibrate([word('Mường', 0.96), word('Tè', 0.4)], engine) ?? [];

  expect(sure?.confidence).toBeGreaterThan(unsure?.confidence ?? 1);
});

test('of words of an engine nobody has measured nothing is told', () => {
  expect(calibrate([word('Mường', 0.9)], { ...engine, name: 'another' })).toBeNull();
});

test('nothing but how sure it is changes of a word', () => {
  const words = [word('Mường', 0.9), word('12/1953', 0.2), word('', 0), word('—', 1)];

  const measured = calibrate(words, engine) ?? [];

  expect(measured.map(({ confidence: _, ...rest }) => rest)).toEqual(words.map(({ confidence: _, ...rest }) => rest));
  for (const { confidence } of measured) {
    expect(confidence).toBeGreaterThanOrEqual(0);
    expect(confidence).toBeLessThanOrEqual(1);
  }
});

test('evidence is a number for each word, however the engine exaggerates', () => {
  for (const one of evidenceOf([word('a', 0), word('b', 1)]).flat()) expect(Number.isFinite(one)).toBe(true);
});

test('a page of words that are surely right has no errors to expect, and one of rubbish many', () => {
  expect(expectedError([word('Mường', 1), word('Tè', 1)])).toBe(0);
  expect(expectedError([word('Mường', 0), word('Tè', 0)])).toBeCloseTo(7 / 9);
  expect(expectedError([])).toBeNull();
});

test('letters that were seen and not read are expected to be wrong, however sure the rest is', () => {
  expect(expectedError([word('Mường', 1), word('Tè', 1)], 3)).toBe(0.25);
  expect(expectedError([], 3)).toBeNull();
});

test('a word that is hardly doubtful has a wrong character if any, one that is surely wrong more', () => {
  const [doubtful, wrong] = [expectedError([word('Mường', 0.9)]) ?? 0, expectedError([word('Mường', 0.1)]) ?? 0];

  expect(doubtful).toBeCloseTo((0.1 * 1.4) / 6, 4);
  expect(wrong).toBeCloseTo((0.9 * 4.6) / 6, 4);
});

test('words of either engine are surer where their page is read well', () => {
  for (const name of ['tesseract', 'tesseract.js']) {
    const sureOf = (others: number) =>
      calibrate([word('Mường', 0.8), ...Array.from({ length: 9 }, () => word('Tè', others))], { ...engine, name })?.[0]
        ?.confidence ?? 0;

    expect(sureOf(0.95)).toBeGreaterThan(sureOf(0.3));
  }
});

function word(text: string, confidence: number): Word {
  return { text, confidence, box: { x: 0, y: 0, width: 10, height: 10 }, line: 0, block: 0 };
}

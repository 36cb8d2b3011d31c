import type { Block, PageText, Word } from '@diachi/page-text';
import { expect, test } from 'vitest';
import type { PageTruth, TrueWord } from '../../fixtures/made-pages/page-truth.ts';
import { measurePage } from './measure-page.ts';

test('a page told to be blank is no text page, and what was written on it is missed', () => {
  const measure = measurePage('địa chí', null, { ...read([]), kind: 'blank' } as PageText);

  expect(measure.kind).toBe('blank');
  expect(measure.errors.anyOrder).toEqual({ shared: 0, wanted: 2, found: 0 });
});

test('words are counted by how sure they were said to be, and right or not', () => {
  const page = read([word('địa', { confidence: 0.95 }), word('chỉ', { confidence: 0.42 })]);

  const { confidence } = measurePage('địa chí', null, page);

  expect(confidence[9]).toEqual({ words: 1, right: 1, sum: 0.95 });
  expect(confidence[4]).toEqual({ words: 1, right: 0, sum: 0.42 });
});

test('a change is right when it made a word what it is, wrong when it was that before, else neither', () => {
  const changed = (text: string, from: string) => word(text, { change: { from, why: 'language', probability: 0.9 } });
  const page = read([changed('địa', 'dịa'), changed('chỉ', 'chí'), changed('Lài', 'Lái'), word('Châu')]);

  const { changes } = measurePage('địa chí Lai Châu', null, page);

  expect(changes).toEqual({ language: { right: 1, wrong: 1, neutral: 1 } });
});

test('a heading is found by its words, and a made-up one is told of', () => {
  const truth = truthOf(
    [printed('Chương', 0, 0), printed('một', 0, 0), printed('văn', 1, 1), printed('bản', 1, 1)],
    [block('heading', []), block('text', [1])],
  );
  const words = [
    word('Chương', { block: 0 }),
    word('mọt', { block: 0 }),
    word('văn', { block: 1, line: 1 }),
    word('bản', { block: 1, line: 1 }),
  ];

  const right = measurePage('Chương một\n\nvăn bản\n', truth, read(words, [block('heading', []), block('text', [1])]));
  const wrong = measurePage('Chương một\n\nvăn bản\n', truth, read(words, [block('text', [0]), block('heading', [])]));

  expect(right.structure?.roles).toEqual({ heading: { right: 1, there: 1, told: 1 } });
  expect(right.structure?.paragraphs).toEqual({ right: 1, there: 1, told: 1 });
  expect(wrong.structure?.roles).toEqual({ heading: { right: 0, there: 1, told: 1 } });
});

test('cells of a table are right where words are parted as they are, wherever the table was said to begin', () => {
  const cell = (row: number, column: number) => ({ cell: { row, column } });
  const truth = truthOf(
    [
      printed('Bản', 0, 0, cell(0, 0)),
      printed('Số', 0, 0, cell(0, 1)),
      printed('Nà', 1, 0, cell(1, 0)),
      printed('7', 1, 0, cell(1, 1)),
    ],
    [block('table', [])],
  );
  const told = (rows: readonly (readonly [string, number, number])[]) =>
    read(
      rows.map(([text, row, column]) => word(text, { ...cell(row, column), line: row })),
      [block('table', [])],
    );

  const exact = 'Bản Số\nNà 7\n';
  const shifted = measurePage(
    exact,
    truth,
    told([
      ['Bản', 3, 1],
      ['Số', 3, 2],
      ['Nà', 4, 1],
      ['7', 4, 2],
    ]),
  );
  const joined = measurePage(
    exact,
    truth,
    told([
      ['Bản', 0, 0],
      ['Số', 0, 0],
      ['Nà', 1, 0],
      ['7', 1, 1],
    ]),
  );

  expect(shifted.structure?.cells).toEqual({ right: 4, there: 4, told: 4 });
  expect(joined.structure?.cells).toEqual({ right: 2, there: 4, told: 3 });
});

const box = { x: 0, y: 0, width: 1, height: 1 };

const word = (text: string, more: Partial<Word> = {}): Word => ({
  text,
  box,
  confidence: 1,
  line: 0,
  block: 0,
  ...more,
});

const printed = (text: string, line: number, of: number, more: Partial<TrueWord> = {}): TrueWord => ({
  text,
  box,
  line,
  block: of,
  ...more,
});

const block = (role: Block['role'], paragraphs: readonly number[]): Block => ({ role, box, level: null, paragraphs });

const read = (words: readonly Word[], blocks: readonly Block[] = []): PageText => ({
  version: 1,
  kind: 'read',
  image: null,
  engine: { name: 'none', version: '', model: '', settings: {} },
  treatments: [],
  look: null,
  words,
  blocks,
  furtherEngines: [],
  expectedError: null,
  damage: null,
});

const truthOf = (words: readonly TrueWord[], blocks: readonly Block[]): PageTruth => ({
  version: 1,
  set: 'structure',
  seed: 0,
  layout: 'headed',
  damages: [],
  kind: 'text',
  dpi: 200,
  widthPx: 1,
  heightPx: 1,
  words,
  blocks,
});

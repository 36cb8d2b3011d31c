import { expect, test } from 'vitest';
import { parseHocr } from './parse-hocr.ts';

test('words are read with their boxes, in lines and blocks', () => {
  const page = block(
    line(word('Địa', letters('Địa')), word('chí', letters('chí'))),
    line(word('tỉnh', letters('tỉnh'))),
  );

  const words = parseHocr(page + block(line(word('1975', letters('1975')))));

  expect(words.map(({ text, line, block }) => [text, line, block])).toEqual([
    ['Địa', 0, 0],
    ['chí', 0, 0],
    ['tỉnh', 1, 0],
    ['1975', 2, 1],
  ]);
  expect(words[0]).toMatchObject({ box: { x: 10, y: 20, width: 30, height: 15 }, confidence: 0.91 });
});

test('what a letter may be is a share of all that was seen while it passed by', () => {
  const steps = [
    { '': 90, ế: 6 },
    { ế: 60, ề: 14 },
  ];

  const [read] = parseHocr(block(line(word('ế', [steps]))));

  expect(read?.choices).toEqual([
    [
      { text: 'ế', confidence: 66 / 80 },
      { text: 'ề', confidence: 14 / 80 },
    ],
  ]);
});

test('the space before a word is no letter of it', () => {
  const space = [{ ' ': 92, '': 7 }];

  const [read] = parseHocr(block(line(word('xã', [space, ...letters('xã')]))));

  expect(read?.choices?.map((letter) => letter[0]?.text)).toEqual(['x', 'ã']);
});

test('a word whose letters cannot be told apart comes without choices', () => {
  const [read] = parseHocr(block(line(word('thế', letters('th')))));

  expect(read?.text).toBe('thế');
  expect(read).not.toHaveProperty('choices');
});

test('letters that mean something in HTML are read as they are printed', () => {
  const [read] = parseHocr(
    block(line(word('&lt;&amp;&#39;', [[{ '&lt;': 90 }], [{ '&amp;': 90 }], [{ '&#39;': 90 }]]))),
  );

  expect(read?.text).toBe("<&'");
  expect(read?.choices?.map((letter) => letter[0]?.text)).toEqual(['<', '&', "'"]);
});

test('rules of a table and empty places are no words, and count as no lines', () => {
  const words = parseHocr(
    block(line(word('|', letters('|'))), line(word(' ', [])), line(word('sách', letters('sách')))),
  );

  expect(words.map(({ text, line }) => [text, line])).toEqual([['sách', 0]]);
});

test('pictures and rules have no words', () => {
  const picture = `<div class='ocr_photo' id='block_1_1' title="bbox 0 0 9 9"></div>\n`;

  expect(parseHocr(picture + block(line(word('ảnh', letters('ảnh')))))).toMatchObject([{ text: 'ảnh', block: 0 }]);
  expect(parseHocr('')).toEqual([]);
});

/** As Tesseract writes it, down to its quotes. */
const block = (...lines: readonly string[]) =>
  ` <div class='ocr_carea' id='block_1_1' title="bbox 0 0 900 900">\n  <p class='ocr_par' id='par_1_1' lang='vie' title="bbox 0 0 900 900">\n${lines.join('')}  </p>\n </div>\n`;

const line = (...words: readonly string[]) =>
  `   <span class='ocr_line' id='line_1_1' title="bbox 0 0 900 40; baseline 0 -5; x_size 30; x_descenders 5; x_ascenders 7">${words.join('')}\n   </span>\n`;

type Step = Readonly<Record<string, number>>;

const word = (text: string, letters: readonly (readonly Step[])[]) =>
  `\n    <span class='ocrx_word' id='word_1_1' title='bbox 10 20 40 35; x_wconf 91'>${text}${letters.map(symbol).join('')}\n    </span>`;

const symbol = (steps: readonly Step[]) =>
  `\n     <span class='ocr_symbol' id='symbol_1_1_1'>${steps.map(step).join('')}</span>`;

const step = (choices: Step) =>
  `\n      <span class='ocrx_cinfo' id='timestep1_1_1'>${Object.entries(choices)
    .map(
      ([letter, amount]) =>
        `\n       <span class='ocrx_cinfo' id='choice_1_1_1' title='x_confs ${amount}'>${letter}</span>`,
    )
    .join('')}</span>`;

const letters = (text: string) => [...text].map((letter) => [{ [letter]: 95 }]);

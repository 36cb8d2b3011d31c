import { Failure } from '@diachi/domain';
import type { Word } from '@diachi/page-text';
import { expect, test } from 'vitest';
import type { OcrEngine, ReadingRequest } from '../engines/ocr-engine.ts';
import type { GreyImage } from '../scan/grey-image.ts';
import { mainLanguage, reread } from './reread.ts';

const LINE_HEIGHT = 40;

test('a page without doubt is not read again', async () => {
  const { engine, asked } = engineThatReads(() => 'thư');

  const { words, furtherEngines } = await reread(
    { engine },
    page([
      ['kho', 0.97],
      ['địa', 0.97],
      ['chí', 0.97],
    ]),
    'vie',
  );

  expect(asked).toEqual([]);
  expect(texts(words)).toEqual(['kho', 'địa', 'chí']);
  expect(furtherEngines).toEqual([]);
});

test('a doubtful word is read again by the second model, and what it was is kept', async () => {
  const { engine, asked } = engineThatReads((_, number) => ['kho', 'địa', 'chí'][number] ?? '');

  const { words, furtherEngines } = await reread({ engine }, page(doubtfulAmong(['kho', 'đja', 'chí'])), 'vie');

  expect(asked).toEqual([{ language: 'vie', layout: 'column', model: 'second' }]);
  expect(texts(words).slice(0, 3)).toEqual(['kho', 'địa', 'chí']);
  expect(words[1]).toMatchObject({ reader: 0, line: 0, block: 0, change: { from: 'đja', why: 'reread' } });
  expect(words[1]?.change?.probability).toBeGreaterThan(0.6);
  expect(words[0]).not.toHaveProperty('change');
  expect(furtherEngines).toEqual([ENGINE]);
});

test('one doubtful word among a whole page of sure ones does not pay for asking', async () => {
  const { engine, asked } = engineThatReads(() => 'địa');
  const sure = Array.from({ length: 240 }, () => ['không', 0.97] as const);

  await reread({ engine }, page([...doubtfulAmong(['kho', 'đja', 'chí']), ...sure]), 'vie');

  expect(asked).toEqual([]);
});

test('words keep their places on the page, not those on the sheet of cut-outs', async () => {
  const first = page(doubtfulAmong(['kho', 'đja', 'chí']));
  const { engine } = engineThatReads((_, number) => ['kho', 'địa', 'chí'][number] ?? '');

  const { words } = await reread({ engine }, first, 'vie');

  expect(words.map(({ box }) => box)).toEqual(first.words.map(({ box }) => box));
});

test('a second reading without anything loses no word', async () => {
  const first = page(doubtfulAmong(['kho', 'đja', 'chí']));
  const { engine } = engineThatReads(() => '');

  const { words } = await reread({ engine }, first, 'vie');

  expect(words).toEqual(first.words);
});

test('a page of few words on which many lines were missed is not read again whole', async () => {
  const { image, words } = page([
    ['kho', 0.97],
    ['địa', 0.97],
    ['chí', 0.97],
  ]);
  for (let line = 2; line < 26; line++) drawLine(image, line * LINE_HEIGHT);
  const heights: number[] = [];
  const engine: OcrEngine = {
    read: async ({ height }) => {
      heights.push(height);
      return { words: [], engine: ENGINE };
    },
    close: async () => undefined,
  };

  await reread({ engine }, { image, words, engine: FIRST }, 'vie');

  expect(heights).toHaveLength(1);
  expect(heights[0]).toBeLessThan(image.height / 8);
});

test('cut-outs that break the engine leave the first reading as it was', async () => {
  const first = page(doubtfulAmong(['kho', 'đja', 'chí']));
  const engine: OcrEngine = {
    read: async () => Promise.reject(new Failure('invalid', 'ocr.crashed', 'The page broke the engine.')),
    close: async () => undefined,
  };

  expect((await reread({ engine }, first, 'vie')).words).toEqual(first.words);
});

test.each(['machine.overloaded', 'ocr.engine-unavailable', 'scratch.full'])(
  'a second model that is not to be had leaves the first reading as it was: %s',
  async (code) => {
    const first = page(doubtfulAmong(['kho', 'đja', 'chí']));

    expect((await reread({ engine: failingWith(code) }, first, 'vie')).words).toEqual(first.words);
  },
);

test('reading that is called off is not gone on with', async () => {
  const reading = reread({ engine: failingWith('ocr.stopped') }, page(doubtfulAmong(['kho', 'đja', 'chí'])), 'vie');

  await expect(reading).rejects.toMatchObject({ code: 'ocr.stopped' });
});

test('doubtful words of a French line are read by the models of both languages, those of Vietnamese lines by the second', async () => {
  const french = ['La', 'province', 'occupe', 'eommune', 'confins', 'parfois'];
  const { engine, asked } = engineThatReads(() => '');
  const { image, words } = page(doubtfulAmong(['kho', 'đja', 'chí']));
  const line: readonly Word[] = french.map((text, place) => word(text, text === 'eommune' ? 0.3 : 0.96, place, 31));

  await reread({ engine }, { image, words: [...words, ...line], engine: FIRST }, 'vie+fra');

  expect(asked).toEqual([
    { language: 'vie', layout: 'column', model: 'second' },
    { language: 'vie+fra', layout: 'column', model: 'first' },
  ]);
});

test('a French page that the models of both languages have read is read again by their second ones', async () => {
  const french = ['La', 'province', 'occupe', 'eommune', 'confins', 'parfois'];
  const { engine, asked } = engineThatReads(() => '');
  const { image } = page([]);
  const words = Array.from({ length: 30 }, (_, line) =>
    french.map((text, place) => word(text, line === 3 && text === 'eommune' ? 0.3 : 0.96, place, line)),
  ).flat();

  await reread({ engine }, { image, words, engine: FIRST, isInAll: true }, 'vie+fra');

  expect(asked).toEqual([{ language: 'vie+fra', layout: 'column', model: 'second' }]);
});

test('documents with Vietnamese among their languages are read in it first', () => {
  expect(mainLanguage('vie')).toBe('vie');
  expect(mainLanguage('fra+vie')).toBe('vie');
  expect(mainLanguage('fra+eng')).toBe('fra+eng');
});

const FIRST = { name: 'tesseract', version: '5', model: 'vie', settings: {} } as const;
const ENGINE = { name: 'tesseract', version: '5', model: 'vie another', settings: {} } as const;

const failingWith = (code: string): OcrEngine => ({
  read: () => Promise.reject(new Failure('unavailable', code, 'What may pass.')),
  close: async () => undefined,
});

/** Reads each row of a sheet as one word for each that stands there, in thirds of the width of three words. */
function engineThatReads(read: (row: number, number: number) => string) {
  const asked: ReadingRequest[] = [];
  const engine: OcrEngine = {
    read: async (image, request) => {
      asked.push(request);
      const words = [0, 1, 2].flatMap((number): Word[] => {
        const text = read(0, number);
        // Where cutting a stretch at the page's left edge puts its first words.
        const box = { x: 23 + number * 100, y: 21, width: 80, height: 30 };
        return text === '' || image.width < box.x ? [] : [{ text, box, confidence: 0.95, line: 0, block: 0 }];
      });
      return { words, engine: ENGINE };
    },
    close: async () => undefined,
  };
  return { engine, asked };
}

/** Some sure words below, and so few that one doubtful word is worth asking for. */
function doubtfulAmong(line: readonly string[]): readonly (readonly [string, number])[] {
  const doubtful = line.map((text) => [text, text === 'đja' ? 0.3 : 0.96] as const);
  return [...doubtful, ...Array.from({ length: 60 }, () => ['không', 0.97] as const)];
}

/** Words ten to a line, the first three in a line of their own. */
function page(texts: readonly (readonly [string, number])[]) {
  const words = texts.map(([text, confidence], place) =>
    place < 3
      ? word(text, confidence, place, 0)
      : word(text, confidence, (place - 3) % 10, 1 + Math.floor((place - 3) / 10)),
  );
  const [width, height] = [1_100, 40 * LINE_HEIGHT];
  return { image: { width, height, pixels: new Uint8Array(width * height).fill(255) }, words, engine: FIRST };
}

/** Fifty letters as tall as the words of a page, in a row. */
function drawLine({ pixels, width }: GreyImage, top: number): void {
  for (let letter = 0; letter < 50; letter++) {
    for (let y = top; y < top + 24; y++) pixels.fill(20, y * width + 20 + letter * 17, y * width + 30 + letter * 17);
  }
}

const word = (text: string, confidence: number, place: number, line: number): Word => ({
  text,
  confidence,
  box: { x: 3 + place * 100, y: 3 + line * LINE_HEIGHT, width: 80, height: 30 },
  line,
  block: 0,
});

const texts = (words: readonly Word[]) => words.map(({ text }) => text);

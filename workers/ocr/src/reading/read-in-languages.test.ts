import { Failure } from '@diachi/domain';
import type { Word } from '@diachi/page-text';
import { expect, test } from 'vitest';
import type { OcrEngine, ReadingRequest } from '../engines/ocr-engine.ts';
import { readInLanguages } from './read-in-languages.ts';

const VIETNAMESE = 'người Thái ở bản này làm nhà sàn bên suối từ lâu đời'.split(' ');
const FRENCH = 'Les archives du poste furent transportées vers Hanoi pendant les troubles'.split(' ');
const MISREAD = 'Lec archivec dụ poste furent lransportéec verc Hanoi pendanl lec troublec'.split(' ');

test('a Vietnamese page of a document in two languages is read once', async () => {
  const { engine, asked } = engineThatReads({ vie: lines(12, VIETNAMESE) });

  const { words, isInAll } = await readInLanguages({ engine }, PICTURE, 'vie+fra');

  expect(asked).toEqual(['vie']);
  expect(isInAll).toBe(false);
  expect(words).toHaveLength(12 * VIETNAMESE.length);
});

test('a Vietnamese page with some lines of French is read once', async () => {
  const { engine, asked } = engineThatReads({ vie: [...lines(12, VIETNAMESE), ...lines(3, MISREAD, 0.6, 12)] });

  expect((await readInLanguages({ engine }, PICTURE, 'vie+fra')).isInAll).toBe(false);
  expect(asked).toEqual(['vie']);
});

test('a page that is mostly French is read once more by the models of both languages', async () => {
  const { engine, asked } = engineThatReads({ vie: lines(12, MISREAD, 0.6), 'vie+fra': lines(12, FRENCH) });

  const { words, isInAll } = await readInLanguages({ engine }, PICTURE, 'vie+fra');

  expect(asked).toEqual(['vie', 'vie+fra']);
  expect(isInAll).toBe(true);
  expect(words.map(({ text }) => text).slice(0, FRENCH.length)).toEqual(FRENCH);
});

test('the first reading stays where its engine is surer of it, or breaks down over the second', async () => {
  const worse = engineThatReads({ vie: lines(12, MISREAD, 0.8), 'vie+fra': lines(12, FRENCH, 0.5) });
  const broken = engineThatReads({ vie: lines(12, MISREAD, 0.8) });

  expect((await readInLanguages({ engine: worse.engine }, PICTURE, 'vie+fra')).words[0]?.text).toBe('Lec');
  expect((await readInLanguages({ engine: broken.engine }, PICTURE, 'vie+fra')).words[0]?.text).toBe('Lec');
  expect(broken.asked).toEqual(['vie', 'vie+fra']);
});

test('without a model for the main language all are read together', async () => {
  const missing = new Failure('invalid', 'ocr.language-missing', 'There is no model for vie.');
  const { engine, asked } = engineThatReads({ vie: missing, 'vie+fra': lines(12, FRENCH) });

  expect((await readInLanguages({ engine }, PICTURE, 'vie+fra')).isInAll).toBe(true);
  expect(asked).toEqual(['vie', 'vie+fra']);
});

const PICTURE = { width: 10, height: 10, pixels: new Uint8Array(100).fill(255) };

function engineThatReads(read: Readonly<Record<string, readonly Word[] | Failure>>) {
  const asked: string[] = [];
  const engine: OcrEngine = {
    read: async (_, { language }: ReadingRequest) => {
      asked.push(language);
      const words = read[language] ?? new Failure('invalid', 'ocr.crashed', 'The page broke the engine.');
      if (words instanceof Failure) throw words;
      return { words, engine: { name: 'tesseract', version: '5', model: language, settings: {} } };
    },
    close: async () => undefined,
  };
  return { engine, asked };
}

const lines = (count: number, texts: readonly string[], confidence = 0.95, from = 0): readonly Word[] =>
  Array.from({ length: count }, (_, line) =>
    texts.map((text, place) => ({
      text,
      confidence,
      box: { x: place * 100, y: line * 40, width: 80, height: 30 },
      line: from + line,
      block: 0,
    })),
  ).flat();

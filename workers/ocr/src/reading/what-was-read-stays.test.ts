import { readFile } from 'node:fs/promises';
import { Failure } from '@diachi/domain';
import { parsePageText, type Word } from '@diachi/page-text';
import { expect, test } from 'vitest';
import type { OcrEngine, ReadingRequest } from '../engines/ocr-engine.ts';
import { makePageText } from '../make-page-text.ts';
import { openScan, turnGrey } from '../scan/sharp-scan-adapter.ts';

const typed = new URL('../../../../test/fixtures/pages/s13-low-150dpi/page.jpg', import.meta.url);
const facing = new URL('../../../../test/fixtures/pages/s12-facing-pages/page.jpg', import.meta.url);
const crashed = new Failure('invalid', 'ocr.crashed', 'The page broke the engine twice.');

test('of facing pages one is kept when the other breaks the engine, and the record says that a part is missing', async () => {
  const { engine } = engineThat((call) => (call === 0 ? many(word) : crashed));

  const text = await read(facing, engine);

  expect(text).toMatchObject({ kind: 'read', damage: { code: 'ocr.part-unread' } });
  expect(text.kind === 'read' && text.words).toHaveLength(400);
});

test('facing pages that both break the engine are unreadable', async () => {
  const { engine } = engineThat(() => crashed);

  expect(await read(facing, engine)).toMatchObject({ kind: 'unreadable', reason: { code: 'ocr.crashed' } });
});

test.each([
  crashed,
  new Failure('invalid', 'ocr.timed-out', 'Not read in 180 seconds.'),
  new Failure('unavailable', 'ocr.engine-unavailable', 'It does not start.'),
  new Failure('unavailable', 'scratch.full', 'There is no room.'),
])('a page that was read in part stays so when whatever else is asked fails with $code', async (failure) => {
  const { engine, asked } = engineThat((call) => (call === 0 ? [word] : failure));

  const text = await read(typed, engine);

  expect(text).toMatchObject({ kind: 'read', words: [{ text: 'thư' }], damage: null });
  expect(asked.length).toBeGreaterThan(1);
});

test('a page whose reading is called off is read later, whatever of it was read', async () => {
  const { engine } = engineThat((call) =>
    call === 0 ? [word] : new Failure('unavailable', 'ocr.stopped', 'Reading was stopped.'),
  );

  await expect(read(typed, engine)).rejects.toMatchObject({ code: 'ocr.stopped' });
});

test('what is read besides is given less time than what has to be read', async () => {
  const { engine, asked } = engineThat(() => [word]);

  await read(typed, engine, 60_000);

  const [first = 0, ...further] = asked.map(({ mostMs = 0 }) => mostMs);
  expect(first).toBeGreaterThan(30_000);
  expect(further.length).toBeGreaterThan(0);
  expect(Math.max(...further)).toBeLessThanOrEqual(30_000);
});

const word: Word = { text: 'thư', box: { x: 10, y: 10, width: 40, height: 20 }, confidence: 0.95, line: 0, block: 0 };

const many = (one: Word) => Array.from({ length: 400 }, () => one);

function engineThat(answers: (call: number) => readonly Word[] | Failure) {
  const asked: ReadingRequest[] = [];
  const engine: OcrEngine = {
    read: async (_, request) => {
      const answer = answers(asked.push(request) - 1);
      if (answer instanceof Failure) throw answer;
      return { words: answer, engine: { name: 'tesseract.js', version: '1', model: 'vie', settings: {} } };
    },
    close: async () => {},
  };
  return { engine, asked };
}

async function read(path: URL, engine: OcrEngine, pageTimeMs = 180_000) {
  const page = { bytes: await readFile(path), existing: null, dpi: null, damage: null, language: 'vie' };
  const { text } = await makePageText({ engine, openScan, turnGrey, maxPixels: 50_000_000, pageTimeMs }, page);
  return parsePageText(Buffer.from(JSON.stringify(text)));
}

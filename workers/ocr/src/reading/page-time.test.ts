import { Failure } from '@diachi/domain';
import { expect, test } from 'vitest';
import type { OcrEngine } from '../engines/ocr-engine.ts';
import { withinPageTime } from './page-time.ts';

const picture = { width: 1, height: 1, pixels: new Uint8Array(1) };
const request = { language: 'vie', layout: 'page', model: 'first' } as const;

test('what has to be read has what is left of the page’s time, and what may be read besides half of that', async () => {
  const { engine, furtherEngine, asked } = pageOf(180_000, [60_000, 40_000, 0]);

  await engine.read(picture, request);
  await furtherEngine.read(picture, request);
  await engine.read(picture, request);

  expect(asked).toEqual([180_000, 60_000, 80_000]);
});

test('when time is short, what may be read besides is left out, and when it is over, everything', async () => {
  const { engine, furtherEngine, asked } = pageOf(180_000, [165_000, 20_000]);
  await engine.read(picture, request);

  await expect(furtherEngine.read(picture, request)).rejects.toMatchObject({ code: 'ocr.timed-out' });
  await engine.read(picture, request);
  await expect(engine.read(picture, request)).rejects.toMatchObject({ kind: 'invalid', code: 'ocr.timed-out' });

  expect(asked).toHaveLength(2);
});

test('a page that took too long is said to have had all of its time', async () => {
  const late = new Failure('invalid', 'ocr.timed-out', 'Not read in 3 seconds.', { details: { seconds: 3 } });
  const failing: OcrEngine = { read: () => Promise.reject(late), close: async () => {} };

  const reading = withinPageTime(failing, 180_000).engine.read(picture, request);

  await expect(reading).rejects.toMatchObject({ code: 'ocr.timed-out', details: { seconds: 180 } });
});

/** A page, and an engine whose calls take so long one after the other. */
function pageOf(pageTimeMs: number, takesMs: readonly number[]) {
  let nowMs = 1_000;
  const asked: (number | undefined)[] = [];
  const engine: OcrEngine = {
    read: async (_, { mostMs }) => {
      nowMs += takesMs[asked.length] ?? 0;
      asked.push(mostMs);
      return { words: [], engine: { name: 'tesseract', version: '5', model: 'vie', settings: {} } };
    },
    close: async () => {},
  };
  return { asked, ...withinPageTime(engine, pageTimeMs, () => nowMs) };
}

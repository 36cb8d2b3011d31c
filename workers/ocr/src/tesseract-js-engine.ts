import { createRequire } from 'node:module';
import { Failure } from '@diachi/domain';
import type { Word } from '@diachi/page-text';
import { createWorker, type Worker as Reader } from 'tesseract.js';
import { greymap } from './grey-image.ts';
import type { RunningEngine, StartEngine } from './ocr-engine.ts';
import { READING_SETTINGS } from './reading-settings.ts';
import { type Models, withModels } from './tesseract-js-models.ts';
import { wordsOfBlocks } from './tesseract-js-words.ts';

const { version } = createRequire(import.meta.url)('tesseract.js/package.json') as { version: string };
const START_TIME_MS = 60_000;
const LSTM_ONLY = 1;
// What it thinks of each page's resolution would be written over the terminal.
const QUIET = { debug_file: '/dev/null' };

/** Starts tesseract.js in a thread of its own, with models from disk and nothing from the network. */
export const startTesseractJs: StartEngine = (language) =>
  withModels(language, async (models) => {
    const broken = Promise.withResolvers<never>();
    // Whoever reads is told; while nobody does, the next reading is.
    broken.promise.catch(() => undefined);
    const reader = await started(models, broken.reject);
    const thread = threadOf(reader);
    thread.on('error', broken.reject);
    thread.on('exit', () => broken.reject(new Error('The thread of the engine has ended.')));
    await reader.setParameters({ ...READING_SETTINGS, ...QUIET } as unknown as Parameters<Reader['setParameters']>[0]);
    return running(reader, models, broken.promise);
  });

function running(reader: Reader, models: Models, broken: Promise<never>): RunningEngine {
  return {
    engine: { name: 'tesseract.js', version, model: models.names, settings: READING_SETTINGS },
    read: async (image): Promise<readonly Word[]> => {
      const reading = reader.recognize(greymap(image), {}, { text: false, blocks: true });
      const { data } = await Promise.race([reading, broken]);
      return wordsOfBlocks(data.blocks ?? []);
    },
    stop: async () => {
      await threadOf(reader).terminate();
    },
  };
}

async function started(models: Models, onError: (error: Error) => void): Promise<Reader> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('The engine did not start in time.')), START_TIME_MS);
  try {
    const starting = createWorker([...models.languages], LSTM_ONLY, {
      langPath: models.folder,
      gzip: models.isGzip,
      cacheMethod: 'none',
      // Without this, a failed call is thrown where nobody can catch it.
      errorHandler: (error: unknown) => onError(new Error(String(error))),
    });
    return await Promise.race([starting, late.promise]);
  } catch (cause) {
    throw new Failure(
      'unavailable',
      'ocr.engine-unavailable',
      'The reading engine does not start; check that the program is installed whole and that there is memory left.',
      { cause },
    );
  } finally {
    clearTimeout(timer);
  }
}

type Thread = {
  on(event: 'error', listener: (error: Error) => void): void;
  on(event: 'exit', listener: (code: number) => void): void;
  terminate(): Promise<number>;
};

/** tesseract.js keeps its thread here but does not say so in its types. */
const threadOf = (reader: Reader): Thread => (reader as unknown as { worker: Thread }).worker;

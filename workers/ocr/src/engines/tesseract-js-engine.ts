import { createRequire } from 'node:module';
import type { Worker as Thread } from 'node:worker_threads';
import { overloaded, saysOverloaded } from '@diachi/domain';
import { createWorker, type Worker as Reader, type RecognizeOptions } from 'tesseract.js';
import { greymap } from '../scan/grey-image.ts';
import { BUNDLED } from './bundled-models.ts';
import type { EngineAdapter } from './engine-adapter.ts';
import { EngineCrash, type EngineSource, engineUnavailable, type Manner, type RunningEngine } from './ocr-engine.ts';
import { parseTsv } from './parse-tsv.ts';
import { READING_SETTINGS } from './reading-settings.ts';
import { type Models, modelNamesFor, withModels } from './tesseract-js-models.ts';
import { claimThread } from './tesseract-js-thread.ts';

const { version } = createRequire(import.meta.url)('tesseract.js/package.json') as { version: string };
const START_TIME_MS = 60_000;
const LSTM_ONLY = 1;
// What it thinks of each page's resolution would be written over the terminal.
const QUIET = { debug_file: '/dev/null' };

/** Starts tesseract.js in a thread of its own, with models from disk and nothing from the network. */
export const tesseractJsAdapter = {
  name: 'tesseract.js',
  traits: {
    recordedAs: 'tesseract.js',
    confidenceWeights: [-4.45, 1.44, 1.047, 0.003, 0.798, -0.234, -0.721, -1.981, 0.225],
    cutOutScale: 0.75,
  },
  languages: async (): Promise<readonly string[]> => BUNDLED,
  source: (scratchDir: string): EngineSource => ({
    nameOf: async (wanted) => modelNamesFor(wanted),
    start: (wanted) => withModels(wanted, scratchDir, start),
  }),
} as const satisfies EngineAdapter;

async function start(models: Models): Promise<RunningEngine> {
  const broken = Promise.withResolvers<never>();
  // Whoever reads is told; while nobody does, the next reading is.
  broken.promise.catch(() => undefined);
  const late = setTimeout(() => broken.reject(new Error('The engine did not start in time.')), START_TIME_MS);
  let thread: Thread | null = null;
  try {
    const claimed = await claimThread(() => create(models, broken.reject));
    thread = claimed.thread;
    thread.on('error', broken.reject);
    thread.on('exit', () => broken.reject(new Error('The thread of the engine has ended.')));
    const reader = await Promise.race([claimed.starting, broken.promise]);
    const settings = { ...READING_SETTINGS.page, ...QUIET } as unknown as Parameters<Reader['setParameters']>[0];
    await Promise.race([reader.setParameters(settings), broken.promise]);
    return running(reader, thread, models, broken.promise);
  } catch (cause) {
    await thread?.terminate();
    throw engineUnavailable(cause);
  } finally {
    clearTimeout(late);
  }
}

const create = (models: Models, onError: (error: Error) => void): Promise<Reader> =>
  createWorker([...models.languages], LSTM_ONLY, {
    langPath: models.folder,
    gzip: models.isGzip,
    cacheMethod: 'none',
    // Without this, a failed call is thrown where nobody can catch it.
    errorHandler: (error: unknown) => onError(new Error(String(error))),
  });

/** Only for this picture; afterwards the engine's own settings hold again. */
const optionsFor = ({ layout }: Manner): Partial<RecognizeOptions> =>
  READING_SETTINGS[layout] as Partial<RecognizeOptions>;

function running(reader: Reader, thread: Thread, models: Models, broken: Promise<never>): RunningEngine {
  return {
    about: (layout) => ({
      name: 'tesseract.js',
      version,
      model: models.names,
      settings: READING_SETTINGS[layout],
    }),
    read: async (image, manner) => {
      const output = { text: false, blocks: false, tsv: true };
      const reading = reader.recognize(greymap(image), optionsFor(manner), output);
      const { data } = await Promise.race([reading, broken]).catch((cause: unknown) => {
        throw saysOverloaded(cause) ? overloaded(cause) : new EngineCrash(String(cause), { cause });
      });
      return parseTsv(data.tsv ?? '');
    },
    stop: async () => {
      await thread.terminate();
    },
  };
}

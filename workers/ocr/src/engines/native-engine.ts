import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { Failure, overloaded, saysOverloaded } from '@diachi/domain';
import { bitmap } from '../scan/bitmap.ts';
import { BUNDLED, type Edition, languageMissing, modelNames } from './bundled-models.ts';
import type { EngineAdapter } from './engine-adapter.ts';
import { findNativeProgram, NATIVE_ENVIRONMENT, type NativeProgram } from './find-native-program.ts';
import {
  EngineCrash,
  type EngineSource,
  engineUnavailable,
  type Manner,
  type RunningEngine,
  type Wanted,
} from './ocr-engine.ts';
import { parseTsv } from './parse-tsv.ts';
import { READING_SETTINGS } from './reading-settings.ts';
import { unpackedModels } from './unpacked-models.ts';

/** Errs elsewhere than the models the program is installed with. */
const SECOND: Edition = '4.0.0_best_int';

/**
 * Reads with the tesseract program of this machine: one process a picture, on one core. Some of the languages are enough. Its second
 * model came with the library, and lies unpacked in `scratchDir`; for a language without one, the first reads again.
 */
export const nativeAdapter = {
  name: 'native',
  traits: {
    recordedAs: 'tesseract',
    confidenceWeights: [-3.269, 1.523, 0.562, 0.061, 0.368, -0.242, -0.229, -1.373, 0.166],
    cutOutScale: 1,
  },
  languages: async () => (await findNativeProgram())?.languages ?? null,
  source: (scratchDir: string): EngineSource => ({
    nameOf: async (wanted) => (await find(wanted)).names,
    start: async (wanted) => start(await find(wanted), scratchDir),
  }),
} as const satisfies EngineAdapter;

type Found = {
  readonly program: NativeProgram;
  readonly languages: readonly string[];
  /** Null for the models the program is installed with. */
  readonly edition: Edition | null;
  readonly names: string;
};

async function find({ language, model }: Wanted): Promise<Found> {
  const program = await findNativeProgram();
  if (!program) {
    throw new Failure(
      'unavailable',
      'ocr.engine-unavailable',
      'The tesseract program is not installed; install it, or set OCR_ENGINE to auto.',
    );
  }
  const languages = language.split('+').filter((one) => program.languages.includes(one));
  if (languages.length === 0) throw languageMissing(language);
  const bundled = model === 'second' ? languages.filter((one) => BUNDLED.includes(one)) : [];
  if (bundled.length === 0) return { program, languages, edition: null, names: modelNames(languages, 'installed') };
  return { program, languages: bundled, edition: SECOND, names: modelNames(bundled, SECOND) };
}

async function start({ program, languages, edition, names }: Found, scratchDir: string): Promise<RunningEngine> {
  const folder = edition === null ? program.modelFolder : await unpackedModels(languages, edition, scratchDir);
  const where = folder === null ? [] : ['--tessdata-dir', folder];
  const models = [...where, '-l', languages.join('+')];
  const stopping = new AbortController();
  return {
    about: (layout) => ({
      name: 'tesseract',
      version: program.version,
      model: names,
      settings: READING_SETTINGS[layout],
    }),
    read: async (image, manner) => {
      const output = await runOn(bitmap(image), [...models, ...argsFor(manner)], program, stopping.signal);
      return parseTsv(output);
    },
    stop: async () => stopping.abort(),
  };
}

/** What is set is said by name: the folder of a model that came with the library has none of the files that stand for settings. */
function argsFor({ layout }: Manner): readonly string[] {
  return Object.entries({ ...READING_SETTINGS[layout], tessedit_create_tsv: '1' }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
}

type End = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

async function runOn(
  picture: Uint8Array,
  args: readonly string[],
  program: NativeProgram,
  stopping: AbortSignal,
): Promise<string> {
  const child = launch(program, args, stopping);
  const ended = new Promise<End>((resolve, reject) =>
    child.once('error', reject).once('close', (code, signal) => resolve({ code, signal })),
  );
  // Without a process there is nothing to talk to, and why comes after.
  if (child.pid === undefined) throw engineUnavailable(await ended.catch((cause: unknown) => cause));
  // A program that dies early closes its input; how it ended says more.
  child.stdin.once('error', () => undefined);
  child.stdin.end(picture);
  const [end, output, complaint] = await Promise.all([ended, buffer(child.stdout), buffer(child.stderr)]);
  if (end.code === 0) return output.toString('utf8');
  throw endedBadly(end, complaint.toString('utf8', 0, 2_000));
}

function launch({ path }: NativeProgram, args: readonly string[], signal: AbortSignal) {
  try {
    return spawn(path, ['stdin', 'stdout', ...args], {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: NATIVE_ENVIRONMENT,
      signal,
      killSignal: 'SIGKILL',
    });
  } catch (cause) {
    // Some of what the operating system refuses, want of memory among it, is thrown and not told.
    throw engineUnavailable(cause);
  }
}

/** Signals a program raises by its own fault; any other was sent to it, mostly by a system that has run out of memory. */
const OWN_FAULTS: readonly (string | null)[] = ['SIGSEGV', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGILL'];
/** How a loader ends that misses a part of the program. */
const NOT_LOADED = 127;

function endedBadly({ code, signal }: End, complaint: string): Error {
  const ending = new EngineCrash(`tesseract ended with ${signal ?? code}: ${complaint}`);
  if (saysOverloaded(ending) || (signal !== null && !OWN_FAULTS.includes(signal))) return overloaded(ending);
  const isIncomplete = code === NOT_LOADED || /could not initialize|error opening data/i.test(complaint);
  return isIncomplete ? engineUnavailable(ending) : ending;
}

import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { Failure, overloaded, saysOverloaded } from '@diachi/domain';
import { findNativeProgram, NATIVE_ENVIRONMENT, type NativeProgram } from './find-native-program.ts';
import { greymap } from './grey-image.ts';
import { EngineCrash, engineUnavailable, type StartEngine } from './ocr-engine.ts';
import { parseTsv } from './parse-tsv.ts';
import { READING_SETTINGS } from './reading-settings.ts';
import { languageMissing } from './tesseract-js-models.ts';

/** Reads with the tesseract program of this machine: one process a picture, on one core. Some of the languages are enough. */
export const startNative: StartEngine = async (language) => {
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

  const stopping = new AbortController();
  return {
    engine: {
      name: 'tesseract',
      version: program.version,
      model: languages.map((one) => `${one} installed`).join('+'),
      settings: READING_SETTINGS,
    },
    read: async (image) => parseTsv(await runOn(greymap(image), program, languages, stopping.signal)),
    stop: async () => stopping.abort(),
  };
};

type End = { readonly code: number | null; readonly signal: NodeJS.Signals | null };

async function runOn(
  picture: Uint8Array,
  program: NativeProgram,
  languages: readonly string[],
  stopping: AbortSignal,
): Promise<string> {
  const child = launch(program, languages, stopping);
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

function launch({ path, modelFolder }: NativeProgram, languages: readonly string[], signal: AbortSignal) {
  const models = modelFolder === null ? [] : ['--tessdata-dir', modelFolder];
  const settings = Object.entries(READING_SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const args = ['stdin', 'stdout', ...models, '-l', languages.join('+'), ...settings, 'tsv'];
  try {
    return spawn(path, args, {
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

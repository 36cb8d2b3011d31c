import { spawn } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { Failure } from '@diachi/domain';
import { findNativeProgram } from './find-native-program.ts';
import { greymap } from './grey-image.ts';
import type { StartEngine } from './ocr-engine.ts';
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
    read: async (image) => parseTsv(await runOn(greymap(image), languages, stopping.signal)),
    stop: async () => stopping.abort(),
  };
};

async function runOn(picture: Uint8Array, languages: readonly string[], signal: AbortSignal): Promise<string> {
  const settings = Object.entries(READING_SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Two pages at once beat one page on two cores, and the program knows only this variable.
  const child = spawn(
    'env',
    ['OMP_THREAD_LIMIT=1', 'tesseract', 'stdin', 'stdout', '-l', languages.join('+'), ...settings, 'tsv'],
    { stdio: ['pipe', 'pipe', 'pipe'], signal, killSignal: 'SIGKILL' },
  );
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  // A program that dies early closes its input; how it ended says more.
  child.stdin.once('error', () => undefined);
  child.stdin.end(picture);
  const [code, output, complaint] = await Promise.all([ended, buffer(child.stdout), buffer(child.stderr)]);
  if (code === 0) return output.toString('utf8');
  throw new Error(`tesseract ended with ${code}: ${complaint.toString('utf8', 0, 2_000)}`);
}

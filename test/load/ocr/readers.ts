import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { buffer } from 'node:stream/consumers';
import {
  chooseEngine,
  type EngineChoice,
  keepEngine,
  makePageText,
  openScan,
  type ReadingSteps,
  turnGrey,
} from '@diachi/ocr-worker';
import type { PageText } from '@diachi/page-text';

/** Something that reads pictures of pages: the library with all it tells of them, or a program that gives a text. */
export type Reader = {
  readonly name: string;
  read(picture: string): Promise<PageText | string>;
  close(): Promise<void>;
};

export type LibraryReader = Omit<Reader, 'read'> & { read(picture: string): Promise<PageText> };

export type ReaderOptions = { readonly engine: EngineChoice; readonly language: string };

/** The step as the library does it, the page image included, without store and catalogue; one engine for readers of several sets of steps. */
export function libraryReaders(
  { engine: choice, language }: ReaderOptions,
  variants: readonly { readonly name: string; readonly steps: ReadingSteps }[],
): readonly LibraryReader[] {
  const engine = keepEngine(chooseEngine(choice, tmpdir()), { pageTimeMs: 600_000, pagesPerEngine: 200 });
  return variants.map(({ name, steps }) => ({
    name,
    read: async (picture) => {
      const bytes = await readFile(picture);
      const tools = { engine, openScan, turnGrey, maxPixels: 250_000_000, steps };
      return (await makePageText(tools, { bytes, existing: null, dpi: null, damage: null, language })).text;
    },
    close: () => engine.close(),
  }));
}

/** The tesseract program with its own model and nothing done to the page, on one core. */
export const plainReader = (language: string): Reader => ({
  name: `tesseract -l ${language}`,
  read: async (picture) => {
    const child = spawn('tesseract', [picture, 'stdout', '-l', language], {
      env: { ...process.env, OMP_THREAD_LIMIT: '1' },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
    const [text, code] = await Promise.all([buffer(child.stdout), ended]);
    if (code !== 0) throw new Error(`tesseract ended with ${code} on ${picture}.`);
    return text.toString('utf8');
  },
  close: async () => {},
});

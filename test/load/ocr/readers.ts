import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { buffer } from 'node:stream/consumers';
import { chooseEngine, type EngineChoice, keepEngine, makePageText, openScan, turnGrey } from '@diachi/ocr-worker';
import { plainText } from '@diachi/page-text';

/** Something that turns the picture of a page into text. */
export type Reader = {
  readonly name: string;
  read(picture: string): Promise<string>;
  close(): Promise<void>;
};

/** The step as the library does it, the page image included, without store and catalogue. */
export function libraryReader(choice: EngineChoice, language: string): Reader {
  const engine = keepEngine(chooseEngine(choice, tmpdir()), { pageTimeMs: 600_000, pagesPerEngine: 200 });
  const tools = { engine, openScan, turnGrey, maxPixels: 250_000_000 };
  return {
    name: `library (${choice})`,
    read: async (picture) => {
      const bytes = await readFile(picture);
      const page = { bytes, existing: null, dpi: null, damage: null, language };
      return plainText((await makePageText(tools, page)).text);
    },
    close: () => engine.close(),
  };
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

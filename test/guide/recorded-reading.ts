import { tmpdir } from 'node:os';
import {
  chooseEngine,
  keepEngine,
  makePageText,
  openScan,
  READING_STEPS,
  type ReadingStep,
  turnGrey,
} from '@diachi/ocr-worker';
import type { PageText } from '@diachi/page-text';
import sharp from 'sharp';

type Engine = ReturnType<typeof keepEngine>;
type Grey = Parameters<Engine['read']>[0];

export type RecordedReading = {
  readonly text: PageText;
  /** The page image as readers see it. */
  readonly page: Buffer;
  /** The pictures of the page, or of parts of it, that the engine was given, in order, as PNG. */
  readonly given: readonly Buffer[];
  /** The pictures of cut-outs it was given, to be read again. */
  readonly cutOuts: readonly Buffer[];
};

export type PageReader = {
  /** Reads a page as the library does, every step of it but those left out. */
  read(scan: Uint8Array, without?: readonly ReadingStep[]): Promise<RecordedReading>;
  close(): Promise<void>;
};

/** The library's own way of reading a page, with all that its engine is given kept to be looked at. */
export function openPageReader(): PageReader {
  const engine = keepEngine(chooseEngine('auto', tmpdir()), { pageTimeMs: 600_000, pagesPerEngine: 200 });
  return {
    read: async (bytes, without = []) => {
      const given: Grey[] = [];
      const cutOuts: Grey[] = [];
      const recording: Engine = {
        read: (image, request, signal) => {
          (request.layout === 'column' ? cutOuts : given).push(image);
          return engine.read(image, request, signal);
        },
        close: () => engine.close(),
      };
      const steps = new Set(READING_STEPS.filter((step) => !without.includes(step)));
      const tools = { engine: recording, openScan, turnGrey, maxPixels: 250_000_000, steps };
      const page = { bytes, existing: null, dpi: null, damage: null, language: 'vie' };
      const { text, imageBytes } = await makePageText(tools, page);
      return {
        text,
        page: Buffer.from(imageBytes ?? []),
        given: await Promise.all(given.map(toPng)),
        cutOuts: await Promise.all(cutOuts.map(toPng)),
      };
    },
    close: () => engine.close(),
  };
}

export const toPng = ({ width, height, pixels }: Grey): Promise<Buffer> =>
  sharp(pixels, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();

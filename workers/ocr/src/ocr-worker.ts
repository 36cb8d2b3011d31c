import { ocrPageJob } from '@diachi/jobs';
import { type Catalogue, handle, type JobHandler, type ObjectStore } from '@diachi/ports';
import { chooseEngine } from './engines/choose-engine.ts';
import { keepEngine } from './engines/keep-engine.ts';
import { keepLanguageModel } from './language/keep-language-model.ts';
import { ocrPage } from './ocr-page.ts';
import type { OcrSettings } from './ocr-settings.ts';
import { pageScansIn } from './read-page-scan.ts';
import { tellOnce } from './reading/tell-once.ts';
import { openScan, turnGrey } from './scan/sharp-scan-adapter.ts';

export type OcrWorkerTools = {
  readonly store: ObjectStore;
  readonly catalogue: Pick<Catalogue, 'document' | 'setPage'>;
  readonly settings: OcrSettings;
  /** A folder for files of the moment; it need not exist yet. Whoever owns it empties it when the program starts. */
  readonly scratchDir: string;
  /** Told when what the library has learned of its language is damaged: pages are then read without it. */
  readonly onDamagedModel?: (thrown: unknown) => void;
  /** Told once of each thing an engine lacks: a page that was read once is then kept as it was read. */
  readonly onLackingEngine?: (thrown: unknown) => void;
};

export type OcrWorker = { readonly handlers: readonly JobHandler[]; close(): Promise<void> };

/** Reads pages, one at a time, with one engine that is started at the first and kept. */
export function createOcrWorker({
  store,
  catalogue,
  settings,
  scratchDir,
  onDamagedModel = () => {},
  onLackingEngine = () => {},
}: OcrWorkerTools): OcrWorker {
  const kept = keepEngine(chooseEngine(settings.ocrEngine, scratchDir), {
    pageTimeMs: settings.ocrPageTimeMs,
    pagesPerEngine: settings.ocrPagesPerEngine,
  });
  const engine = tellOnce(kept, onLackingEngine);
  const readPageScan = pageScansIn(store);
  const findLanguageModel = keepLanguageModel({ store, nowMs: () => performance.now(), onDamaged: onDamagedModel });
  const reading = {
    engine,
    openScan,
    turnGrey,
    maxPixels: settings.ocrMaxPixels,
    pageTimeMs: settings.ocrPageTimeMs,
    mostExpectedError: settings.ocrMostWrong / 100,
  };
  const tools = { ...reading, store, catalogue, readPageScan, findLanguageModel };
  return {
    handlers: [handle(ocrPageJob, (work, delivery) => ocrPage(tools, work, delivery))],
    close: () => engine.close(),
  };
}

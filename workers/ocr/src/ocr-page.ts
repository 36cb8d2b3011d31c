import { keys, noteFailure } from '@diachi/domain';
import { ocrPageJob, type PageWork } from '@diachi/jobs';
import { type PageText, pageOutcome, parsePageText } from '@diachi/page-text';
import type { Catalogue, Delivery, ObjectStore } from '@diachi/ports';
import type { LanguageModel } from '@diachi/vietnamese';
import { gaveUp, isTriedOut, onLastTry } from './last-try.ts';
import { type MadePage, makePageText, type PageTextTools, unreadablePage } from './make-page-text.ts';
import type { ReadPageScan } from './read-page-scan.ts';

export type OcrPageTools = Omit<PageTextTools, 'languageModel'> & {
  readonly store: ObjectStore;
  readonly catalogue: Pick<Catalogue, 'document' | 'setPage'>;
  readonly readPageScan: ReadPageScan;
  /** What the library has learned of its language; null while that is nothing, or damaged. */
  readonly findLanguageModel: () => Promise<LanguageModel | null>;
};

/**
 * Makes one page's upright image and reads it, or keeps the good text it came with. A page that cannot be used is
 * kept as unreadable; so is one over which the engine, or the whole process, died each time. Done before, only the catalogue
 * is told again.
 */
export async function ocrPage(tools: OcrPageTools, work: PageWork, delivery: Partial<Delivery> = {}): Promise<void> {
  const { store, catalogue } = tools;
  const { revision, page } = work;
  const textKey = keys.text(revision, page);
  const text = (await store.has(textKey))
    ? parsePageText(await store.get(textKey))
    : await readAndKeep(tools, work, delivery);
  await catalogue.setPage(revision, page, pageOutcome(text));
}

async function readAndKeep(tools: OcrPageTools, work: PageWork, delivery: Partial<Delivery>): Promise<PageText> {
  const { store } = tools;
  const { revision, page } = work;
  const { text, imageBytes } = await readOnce(tools, work, delivery);
  if (text.image && imageBytes) await store.put(keys.image(revision, page), imageBytes, text.image.type);
  await store.put(keys.text(revision, page), Buffer.from(JSON.stringify(text), 'utf8'), 'application/json');
  return text;
}

async function readOnce(
  tools: OcrPageTools,
  { revision, page }: PageWork,
  { attempt = 1, signal }: Partial<Delivery>,
): Promise<MadePage> {
  const { store, catalogue, readPageScan } = tools;
  // Not even its picture is drawn: that may be what the process died of.
  if (isTriedOut(attempt)) return unreadablePage(noteFailure(gaveUp(attempt - 1)));
  const engine = attempt === ocrPageJob.attempts ? onLastTry(tools.engine, attempt) : tools.engine;

  const scan = await readPageScan(revision, page);
  const { record } = await catalogue.document(revision.documentId);
  return makePageText(
    { ...tools, engine, languageModel: scan.textKey === null ? await tools.findLanguageModel() : null },
    {
      bytes: scan.scanKey === null ? null : await store.get(scan.scanKey),
      existing: scan.textKey === null ? null : parsePageText(await store.get(scan.textKey)),
      dpi: scan.dpi,
      damage: scan.damage,
      language: record.language,
    },
    signal,
  );
}

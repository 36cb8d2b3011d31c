import { keys } from '@diachi/domain';
import type { PageWork } from '@diachi/jobs';
import { type PageText, pageTrouble, parsePageText } from '@diachi/page-text';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import { makePageText, type PageTextTools } from './make-page-text.ts';
import type { ReadPageScan } from './read-page-scan.ts';

export type OcrPageTools = PageTextTools & {
  readonly store: ObjectStore;
  readonly catalogue: Pick<Catalogue, 'document' | 'setPage'>;
  readonly readPageScan: ReadPageScan;
};

/**
 * Makes one page's upright image and reads it, or keeps the good text it came with. A page that cannot be used is
 * kept as unreadable. Done before, only the catalogue is told again.
 */
export async function ocrPage(tools: OcrPageTools, work: PageWork, signal?: AbortSignal): Promise<void> {
  const { store, catalogue } = tools;
  const { revision, page } = work;
  const textKey = keys.text(revision, page);
  const text = (await store.has(textKey))
    ? parsePageText(await store.get(textKey))
    : await readAndKeep(tools, work, signal);
  await catalogue.setPage(revision, page, text.kind, pageTrouble(text));
}

async function readAndKeep(tools: OcrPageTools, { revision, page }: PageWork, signal?: AbortSignal): Promise<PageText> {
  const { store, catalogue, readPageScan } = tools;
  const scan = await readPageScan(revision, page);
  const { record } = await catalogue.document(revision.documentId);
  const { text, imageBytes } = await makePageText(
    tools,
    {
      bytes: scan.scanKey === null ? null : await store.get(scan.scanKey),
      existing: scan.textKey === null ? null : parsePageText(await store.get(scan.textKey)),
      dpi: scan.dpi,
      damage: scan.damage,
      language: record.language,
    },
    signal,
  );
  if (text.image && imageBytes) await store.put(keys.image(revision, page), imageBytes, text.image.type);
  await store.put(keys.text(revision, page), Buffer.from(JSON.stringify(text), 'utf8'), 'application/json');
  return text;
}

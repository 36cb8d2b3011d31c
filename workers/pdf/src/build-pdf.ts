import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Document,
  Failure,
  keys,
  languageTag,
  parseKeptRecord,
  parsePageList,
  type Revision,
} from '@diachi/domain';
import type { PagesWork } from '@diachi/jobs';
import { parsePageText } from '@diachi/page-text';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import { givenTitle } from './given-title.ts';
import { onPage } from './on-page.ts';
import { type PdfPage, writePdf } from './write-pdf.ts';

export type BuildPdfTools = {
  readonly store: ObjectStore;
  /** Where the record is; without it, the record beside the document's bytes is taken. */
  readonly catalogue?: Pick<Catalogue, 'document'>;
  /** A folder on this machine with room for the largest PDF. */
  readonly scratchDir: string;
};

/**
 * Joins the page images and words of a revision into one searchable PDF/A-2u. Doing it again changes nothing. Fails with
 * `pages.miscounted` when the work speaks of more or fewer pages than intake found, and otherwise as the store, the catalogue and the parsers do.
 */
export async function buildPdf(
  { store, catalogue, scratchDir }: BuildPdfTools,
  { revision, pageCount }: PagesWork,
  signal?: AbortSignal,
): Promise<void> {
  const pdfKey = keys.pdf(revision);
  if (await store.has(pdfKey)) return;

  const { pages, bookmarks } = parsePageList(await store.get(keys.pageList(revision)));
  if (pages.length !== pageCount) throw miscounted(revision, pages.length, pageCount);
  const described = await recordOf(revision, store, catalogue);

  // Named after the work: what a killed process left is written over, not added to.
  const path = join(scratchDir, `${revision.documentId}-r${revision.number}.pdf`);
  try {
    await writePdf(path, {
      title: givenTitle(described),
      language: languageTag(described.record.language),
      id: createHash('sha256').update(pdfKey).digest('hex').slice(0, 32),
      createdAt: new Date(),
      labels: pages.map(({ label }) => label),
      bookmarks,
      pages: readPages(store, revision, pageCount, signal),
    });
    await store.putFile(pdfKey, path, 'application/pdf');
  } finally {
    await rm(path, { force: true });
  }
}

async function* readPages(
  store: ObjectStore,
  revision: Revision,
  pageCount: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<PdfPage> {
  for (let page = 0; page < pageCount; page++) {
    signal?.throwIfAborted();
    yield await onPage(page, async () => {
      const text = parsePageText(await store.get(keys.text(revision, page)));
      return { text, image: text.image ? bufferOf(await store.get(keys.image(revision, page))) : null };
    });
  }
}

// The same bytes, not a copy: a page image may be large.
const bufferOf = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

async function recordOf(
  { documentId }: Revision,
  store: ObjectStore,
  catalogue: BuildPdfTools['catalogue'],
): Promise<Pick<Document, 'record' | 'originals'>> {
  if (catalogue) return catalogue.document(documentId);
  return parseKeptRecord(await store.get(keys.record(documentId)));
}

const miscounted = ({ documentId }: Revision, found: number, told: number) =>
  new Failure(
    'conflict',
    'pages.miscounted',
    `Document ${documentId} has ${found} pages and the work is for ${told}; read it again.`,
    { details: { found, told } },
  );

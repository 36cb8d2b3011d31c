import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DocumentRecord, keys, type Original, parseRecord, parseRevision } from '@diachi/domain';
import { createFileObjectStore } from '@diachi/store-files';
import { afterAll } from 'vitest';
import { buildPdf } from '../build-pdf.ts';
import type { PdfPage } from '../write-pdf.ts';

export const revision = parseRevision({ documentId: '0000000000000001', number: 1 });
export const record: DocumentRecord = parseRecord({
  title: 'Địa chí Mường Tè & «vùng cao»',
  library: 'tinh',
  language: 'vie+fra',
});

const folders: string[] = [];

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

export type Told = {
  labels?: readonly string[];
  bookmarks?: readonly { title: string; page: number; level: number }[];
  originals?: readonly Original[];
};

/** A store with everything a PDF is built from. */
export async function prepared(pages: readonly PdfPage[], { labels, bookmarks = [], originals = [] }: Told = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-pdf-'));
  folders.push(folder);
  const store = await createFileObjectStore({ folder: join(folder, 'store') });
  const scratchDir = await mkdtemp(join(folder, 'scratch-'));
  const scans = pages.map((_, page) => ({
    page,
    label: labels?.[page] ?? String(page + 1),
    scanKey: null,
    type: null,
    dpi: null,
    textKey: null,
    damage: null,
  }));
  await store.put(keys.pageList(revision), json({ pages: scans, bookmarks }), 'application/json');
  for (const [page, { text, image }] of pages.entries()) {
    await store.put(keys.text(revision, page), json(text), 'application/json');
    if (image) await store.put(keys.image(revision, page), image, 'image/jpeg');
  }
  const catalogue = { document: async () => ({ record, originals }) as never };
  return { folder, tools: { store, scratchDir, catalogue } };
}

/** The PDF of these pages, and what it was built with. */
export async function built(pages: readonly PdfPage[], told: Told = {}) {
  const { folder, tools } = await prepared(pages, told);
  await buildPdf(tools, { revision, pageCount: pages.length });
  return { folder, tools, pdf: await tools.store.get(keys.pdf(revision)) };
}

export const json = (value: unknown) => Buffer.from(JSON.stringify(value));

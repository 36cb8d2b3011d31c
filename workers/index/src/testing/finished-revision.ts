import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import {
  type DocumentId,
  Failure,
  type KeptRecord,
  keys,
  parseChecksum,
  parseDocumentId,
  parseRecord,
  type Revision,
  THUMBNAIL_WIDTHS_PX,
  UNRECKONED,
} from '@diachi/domain';
import type { PageText } from '@diachi/page-text';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import { createFileObjectStore } from '@diachi/store-files';

export const id = parseDocumentId('00000000000000aa');
export const revision: Revision = { documentId: id, number: 1 };
export const record = parseRecord({ title: 'Địa chí Mường Tè', library: 'tinh', language: 'vie' });
export const original = {
  checksum: parseChecksum('c'.repeat(64)),
  fileName: 'so.pdf',
  sizeBytes: 4,
  type: 'application/pdf',
} as const;

const reading = {
  version: 1,
  image: { widthPx: 100, heightPx: 200, type: 'image/jpeg', dpi: 300 },
  engine: { name: 'tesseract.js', version: '7.0.0', model: 'vie', settings: {} },
  treatments: [],
  look: null,
} as const;

export const reason = { kind: 'invalid', code: 'scan.truncated', message: 'Cut short.', details: {} } as const;

/** What one page says: words, nothing, or that it could not be read (and not even be drawn). */
function pageText(words: string | null): PageText {
  if (words === null) return { ...reading, image: null, kind: 'unreadable', reason };
  if (words === '') return { ...reading, kind: 'blank' };
  const box = { x: 0, y: 0, width: 1, height: 1 };
  const printed = words.split(' ').map((text) => ({ text, box, confidence: 1, line: 0, block: 0 }));
  return {
    ...reading,
    kind: 'read',
    words: printed,
    blocks: [],
    furtherEngines: [],
    expectedError: null,
    damage: null,
  };
}

export type TemporaryLibrary = { readonly store: ObjectStore; readonly catalogue: Catalogue; readonly folder: string };

/** A library in a folder of its own, for one test file. */
export async function temporaryLibrary(): Promise<TemporaryLibrary & { close(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-index-'));
  const store = await createFileObjectStore({ folder: join(folder, 'store') });
  const catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.sqlite') });
  await catalogue.putLibrary({ code: record.library, name: 'Thư viện tỉnh' });
  return {
    store,
    catalogue,
    folder,
    close: async () => {
      await catalogue.close();
      await store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Takes a document in and makes everything of its pages that comes before publishing. */
export async function finishRevision(
  { store, catalogue }: Pick<TemporaryLibrary, 'store' | 'catalogue'>,
  pages: readonly (string | null)[],
  { documentId, number }: Revision = revision,
): Promise<void> {
  const made = { documentId, number };
  await store.put(keys.original(original.checksum), Buffer.from('scan'), 'application/pdf');
  await store.put(keys.record(documentId), json(keptRecord(documentId)), 'application/json');
  await catalogue.receive({ id: documentId, record, originals: [original] });
  const scans = pages.map((_, page) => ({
    page,
    label: `tr. ${page + 1}`,
    scanKey: keys.scan(made, page),
    type: 'image/jpeg',
    dpi: 300,
    textKey: null,
    blocks: [],
    furtherEngines: [],
    expectedError: null,
    damage: null,
  }));
  await store.put(keys.pageList(made), json({ pages: scans, bookmarks: [] }), 'application/json');
  const summaries = scans.map(({ page, label }) => ({ page, label, state: 'waiting' as const, ...UNRECKONED }));
  await catalogue.openRevision(made, summaries);
  for (const [page, words] of pages.entries()) {
    await store.put(keys.scan(made, page), Buffer.from('scan'), 'image/jpeg');
    await store.put(keys.existingText(made, page), Buffer.from('{}'), 'application/json');
    await store.put(keys.text(made, page), json(pageText(words)), 'application/json');
    if (words === null) continue;
    await store.put(keys.image(made, page), Buffer.from(`image ${page}`), 'image/jpeg');
    for (const widthPx of THUMBNAIL_WIDTHS_PX) {
      await store.put(keys.thumbnail(made, page, widthPx), Buffer.from(`${widthPx}`), 'image/webp');
    }
  }
  await store.put(keys.pdf(made), Buffer.from('%PDF'), 'application/pdf');
}

export const keptRecord = (documentId: DocumentId): KeptRecord => ({
  version: 1,
  documentId,
  record,
  recordVersion: 1,
  originals: [original],
  receivedAt: '2026-11-22T00:00:00.000Z',
  changedAt: '2026-11-22T03:04:05.006Z',
});

export const json = (value: unknown) => Buffer.from(JSON.stringify(value));

export const away = new Failure('unavailable', 'store.unavailable', 'The store is away.');

/** A library whose writes are counted, and the one with this number fails before it did anything, as when the process is killed just then. */
export function killedAtWrite({ store, catalogue }: Pick<TemporaryLibrary, 'store' | 'catalogue'>, write: number) {
  let writes = 0;
  const counting =
    <Given extends readonly unknown[]>(method: (...given: Given) => Promise<void>) =>
    async (...given: Given): Promise<void> => {
      writes += 1;
      if (writes === write) throw new Error('killed');
      await method(...given);
    };
  return {
    store: { ...store, put: counting(store.put), remove: counting(store.remove) },
    catalogue: { ...catalogue, publish: counting(catalogue.publish) },
  };
}

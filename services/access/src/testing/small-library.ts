import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import {
  type DocumentId,
  keys,
  type Manifest,
  type ManifestFile,
  type PageImage,
  parseChecksum,
  parseDocumentId,
  parseRecord,
  THUMBNAIL_WIDTHS_PX,
} from '@diachi/domain';
import { type PageText, pageOutcome } from '@diachi/page-text';
import type { Catalogue, ObjectStore, SearchIndex } from '@diachi/ports';
import { createSqliteSearchIndex } from '@diachi/search-sqlite';
import { createFileObjectStore } from '@diachi/store-files';
import { createWebApp, type Route } from '@diachi/web';
import { type AccessService, createAccessService } from '../create-access-service.ts';
import type { PictureOptions } from '../iiif/image/pictures.ts';

/** A library in a temporary folder, on the embedded adapters, answering over HTTP. */
export type SmallLibrary = {
  readonly catalogue: Catalogue;
  readonly store: ObjectStore;
  readonly index: SearchIndex;
  readonly access: AccessService;
  /** Scheme, host and port at which it answers. */
  readonly base: string;
  /** Asks as a reader, or with the token of an operator. */
  ask(path: string, options?: RequestInit & { readonly asOperator?: boolean }): Promise<Response>;
  close(): Promise<void>;
};

const TOKEN = 'a token of forty-three letters for one test';

export type SmallLibraryOptions = {
  /** Puts faults of a test between what is kept and what readers are answered. */
  readonly breakIndex?: (index: SearchIndex) => SearchIndex;
  readonly breakStore?: (store: ObjectStore) => ObjectStore;
  readonly pictures?: Partial<PictureOptions>;
  /** What is served beside the library, such as a viewer that judges it. */
  readonly moreRoutes?: () => readonly Route[];
};

export async function openSmallLibrary(options: SmallLibraryOptions = {}): Promise<SmallLibrary> {
  const { breakIndex = (index) => index, breakStore = (store) => store } = options;
  const folder = mkdtempSync(join(tmpdir(), 'access-'));
  const catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.db') });
  const store = await createFileObjectStore({ folder: join(folder, 'store') });
  const index = await createSqliteSearchIndex({ path: join(folder, 'search.db') });
  await catalogue.putLibrary({ code: parseRecord(record).library, name: 'Thư viện tỉnh' });
  const pictures: PictureOptions = {
    cacheFolder: join(folder, 'pictures'),
    cacheBytes: 50_000_000,
    atOnce: 2,
    maxPixels: 12_000_000,
    isStoreLocal: true,
    ...options.pictures,
  };
  const access = createAccessService({
    catalogue,
    store: breakStore(store),
    index: breakIndex(index),
    pictures,
    // However busy the machine is, what was counted before is counted anew.
    nowMs: () => 0,
  });
  const silent = () => undefined;
  const log = { debug: silent, warn: silent, error: silent };
  const routes = [...access.routes, ...(options.moreRoutes?.() ?? [])];
  const { app } = createWebApp({ routes, catalogue, operatorToken: TOKEN, log });
  const server: Server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    catalogue,
    store,
    index,
    access,
    base,
    ask: (path, { asOperator, ...options } = {}) =>
      fetch(base + path, {
        ...options,
        redirect: 'manual',
        headers: { ...options.headers, ...(asOperator && { authorization: `Bearer ${TOKEN}` }) },
      }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([catalogue.close(), store.close(), index.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const record = {
  title: 'Địa chí Lai Châu',
  library: 'tinh',
  collection: 'Sách cổ',
  kind: 'book',
  date: '1954',
  language: 'vie',
};

const image: PageImage = { widthPx: 2000, heightPx: 3000, type: 'image/jpeg', dpi: 300 };
export const pdfBytes = Buffer.from('%PDF-1.7 hai mươi bốn byte');

/** Takes a document in that nobody has looked into yet. */
export async function receiveDocument({ catalogue }: SmallLibrary, name: string, title = record.title) {
  const id = nameDocument(name);
  const originals = [
    {
      checksum: checksumOf(Buffer.from(name)),
      fileName: `${name}.pdf`,
      sizeBytes: 9,
      type: 'application/pdf' as const,
    },
  ];
  await catalogue.receive({ id, record: parseRecord({ ...record, title }), originals });
  return { id, originals };
}

/** Publishes a document whose pages have these texts; null is a page nobody could read. */
export async function publishDocument(
  library: SmallLibrary,
  name: string,
  texts: readonly (string | null)[],
  title?: string,
  drawn = 'jpeg of',
): Promise<DocumentId> {
  const { catalogue, store, index } = library;
  const { id, originals } = await receiveDocument(library, name, title);
  const revision = { documentId: id, number: 1 };
  const put = async (key: string, bytes: Buffer, type: string): Promise<ManifestFile> => {
    await store.put(key, bytes, type);
    return { key, checksum: checksumOf(bytes), sizeBytes: bytes.length };
  };
  const pages = await Promise.all(
    texts.map(async (written, page) => {
      const text = pageText(written);
      const pictures = THUMBNAIL_WIDTHS_PX.map((width) =>
        put(keys.thumbnail(revision, page, width), Buffer.from(`webp ${width} of ${page}`), 'image/webp'),
      );
      const files = [
        put(keys.text(revision, page), Buffer.from(JSON.stringify(text)), 'application/json'),
        ...(text.image
          ? [put(keys.image(revision, page), Buffer.from(`${drawn} ${page}`), 'image/jpeg'), ...pictures]
          : []),
      ];
      const summary = { page, label: String(page + 1), ...pageOutcome(text) };
      return { ...summary, image: text.image, files: await Promise.all(files) };
    }),
  );
  const document = await catalogue.document(id);
  const manifest: Manifest = {
    version: 1,
    documentId: id,
    revision: 1,
    record: document.record,
    originals,
    pages,
    pdf: await put(keys.pdf(revision), pdfBytes, 'application/pdf'),
    publishedAt: '2026-11-22T00:00:00.000Z',
  };
  await store.put(keys.manifest(revision), Buffer.from(JSON.stringify(manifest)), 'application/json');
  await catalogue.openRevision(revision, pages);
  await catalogue.publish(revision, pages);
  await index.put(
    { id, record: document.record, receivedAt: document.receivedAt },
    texts.map((text, page) => ({ page, label: String(page + 1), text: text ?? '' })),
  );
  return id;
}

export const nameDocument = (name: string): DocumentId =>
  parseDocumentId(createHash('sha256').update(name).digest('hex').slice(0, 16));

export const checksumOf = (bytes: Uint8Array) => parseChecksum(createHash('sha256').update(bytes).digest('hex'));

export function pageText(written: string | null): PageText {
  const engine = { name: 'none', version: '1', model: '', settings: {} } as const;
  const reading = { version: 1, engine, treatments: [], look: null } as const;
  if (written === null) {
    const reason = { kind: 'invalid', code: 'image.damaged', message: 'Damaged.', details: {} } as const;
    return { ...reading, kind: 'unreadable', image: null, reason };
  }
  const words = written.split(' ').map((text, place) => ({
    text,
    box: { x: 100 * place, y: 100, width: 90, height: 40 },
    confidence: 0.9,
    line: 0,
    block: 0,
  }));
  return { ...reading, kind: 'read', image, words, blocks: [], furtherEngines: [], expectedError: null, damage: null };
}

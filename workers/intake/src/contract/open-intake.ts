import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import {
  keys,
  type Original,
  type OriginalType,
  type PageList,
  type PageScan,
  parseChecksum,
  parseDocumentId,
  parseLibraryCode,
  parsePageList,
  parseRecord,
  type Revision,
} from '@diachi/domain';
import { type PageText, parsePageText } from '@diachi/page-text';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import { readConfig } from '@diachi/process';
import { createFileObjectStore } from '@diachi/store-files';
import { type IntakeLimits, intakeSettings } from '../config.ts';
import { type IntakeTools, intake } from '../intake.ts';
import { pdfiumReader } from '../pdfium-reader.ts';

export type GivenFile = { readonly fileName: string; readonly bytes: Uint8Array | string };

/** A document that was just received, with a store and a catalogue of its own, ready to be looked into. */
export type Intake = {
  readonly folder: string;
  readonly store: ObjectStore;
  readonly revision: Revision;
  readonly tools: IntakeTools;
  readonly catalogue: Catalogue;
  run(change?: Partial<IntakeTools>): Promise<PageList>;
  scan(page: PageScan | undefined): Promise<Uint8Array>;
  text(page: PageScan | undefined): Promise<PageText>;
  close(): Promise<void>;
};

/** Opens an intake on these files; whatever their types are, the record says something else, since only the content counts. */
export async function openIntake(files: readonly GivenFile[], limits: Partial<IntakeLimits> = {}): Promise<Intake> {
  const folder = await mkdtemp(join(tmpdir(), 'intake-'));
  const store = await createFileObjectStore({ folder: join(folder, 'store') });
  const revision = { documentId: parseDocumentId('0123456789abcdef'), number: 1 };
  const originals = await Promise.all(files.map((file) => keep(store, file)));
  const catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.sqlite') });
  const library = { code: parseLibraryCode('tinh'), name: 'Thư viện tỉnh' };
  await catalogue.putLibrary(library);
  const record = parseRecord({ title: 'Đất và người', library: library.code });
  await catalogue.receive({ id: revision.documentId, record, originals });
  const tools: IntakeTools = {
    store,
    catalogue,
    pdf: pdfiumReader,
    limits: { ...readConfig(intakeSettings, {}), ...limits },
    scratchDir: join(folder, 'scratch'),
  };
  const existing = (key: string | null | undefined): string => {
    if (typeof key === 'string') return key;
    throw new Error('This page has nothing there.');
  };
  return {
    folder,
    store,
    revision,
    tools,
    catalogue,
    run: async (change) => {
      await intake({ ...tools, ...change }, { revision });
      return parsePageList(await store.get(keys.pageList(revision)));
    },
    scan: (page) => store.get(existing(page?.scanKey)),
    text: async (page) => parsePageText(await store.get(existing(page?.textKey))),
    close: async () => {
      await catalogue.close();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

async function keep(store: ObjectStore, { fileName, bytes }: GivenFile): Promise<Original> {
  const body = Buffer.from(bytes as Uint8Array);
  const checksum = parseChecksum(createHash('sha256').update(body).digest('hex'));
  await store.put(keys.original(checksum), body, 'application/octet-stream');
  const type: OriginalType = 'image/webp';
  return { checksum, fileName, sizeBytes: body.length, type };
}

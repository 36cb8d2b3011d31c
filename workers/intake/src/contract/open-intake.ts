import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Document,
  keys,
  type Original,
  type OriginalType,
  type PageList,
  type PageScan,
  type PageSummary,
  parseChecksum,
  parseDocumentId,
  parsePageList,
  parseRecord,
  type Revision,
} from '@diachi/domain';
import { type PageText, parsePageText } from '@diachi/page-text';
import type { ObjectStore } from '@diachi/ports';
import { readConfig } from '@diachi/process';
import { createFileObjectStore } from '@diachi/store-files';
import { type IntakeLimits, intakeSettings } from '../config.ts';
import { type IntakeTools, intake } from '../intake.ts';
import { pdfiumReader } from '../pdfium-reader.ts';

export type GivenFile = { readonly fileName: string; readonly bytes: Uint8Array | string };

/** A document with its originals in a store of its own, ready to be looked into. */
export type Intake = {
  readonly folder: string;
  readonly store: ObjectStore;
  readonly revision: Revision;
  readonly tools: IntakeTools;
  /** What the catalogue was told, each time. */
  readonly told: readonly (readonly PageSummary[])[];
  run(change?: Partial<IntakeTools>): Promise<PageList>;
  scan(page: PageScan | undefined): Promise<Uint8Array>;
  text(page: PageScan | undefined): Promise<PageText>;
  close(): Promise<void>;
};

export const defaultLimits: IntakeLimits = readConfig(intakeSettings, {});

/** Opens an intake on these files; whatever their types are, the record says something else, since only the content counts. */
export async function openIntake(files: readonly GivenFile[], limits: Partial<IntakeLimits> = {}): Promise<Intake> {
  const folder = await mkdtemp(join(tmpdir(), 'intake-'));
  const store = await createFileObjectStore({ folder: join(folder, 'store') });
  const revision = { documentId: parseDocumentId('0123456789abcdef'), number: 1 };
  const originals = await Promise.all(files.map((file) => keep(store, file)));
  const told: (readonly PageSummary[])[] = [];
  const tools: IntakeTools = {
    store,
    catalogue: {
      document: async () => documentOf(revision, originals),
      openRevision: async (_, pages) => {
        told.push(pages);
      },
    },
    pdf: pdfiumReader,
    limits: { ...defaultLimits, ...limits },
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
    told,
    run: async (change) => {
      await intake({ ...tools, ...change }, { revision });
      return parsePageList(await store.get(keys.pageList(revision)));
    },
    scan: (page) => store.get(existing(page?.scanKey)),
    text: async (page) => parsePageText(await store.get(existing(page?.textKey))),
    close: async () => {
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

function documentOf({ documentId }: Revision, originals: readonly Original[]): Document {
  const at = '2026-01-05T08:00:00.000Z';
  return {
    id: documentId,
    record: parseRecord({ title: 'Đất và người', library: 'tinh' }),
    recordVersion: 1,
    originals,
    state: 'received',
    publishedRevision: 0,
    workRevision: 1,
    pageCount: null,
    failure: null,
    isIndexed: false,
    receivedAt: at,
    changedAt: at,
  };
}

import { rm } from 'node:fs/promises';
import {
  type Checksum,
  type Document,
  type DocumentRecord,
  isFailure,
  keys,
  type LibraryCode,
  type Original,
} from '@diachi/domain';
import { planIntake } from '@diachi/jobs';
import type { Catalogue, JobQueue, ObjectStore } from '@diachi/ports';
import type { WebLog } from '@diachi/web';
import type { AcceptedFile } from './accepted-file.ts';
import type { InOrder } from './in-order.ts';
import { provideLibrary } from './keep-libraries.ts';
import { keepRecord } from './keep-record.ts';
import { nameDocument } from './name-document.ts';
import { checkLibrary } from './propose-record.ts';

export type ReceiveTools = {
  readonly catalogue: Catalogue;
  readonly store: ObjectStore;
  readonly queue: JobQueue;
  readonly inOrder: InOrder;
  readonly log: WebLog;
  readonly clock: () => Date;
};

export type NewFiles = {
  readonly files: readonly AcceptedFile[];
  readonly record: DocumentRecord;
  readonly who: string;
  /** Whether a member library nobody knows is added with the document; otherwise it fails with `library.unknown`. */
  readonly mayAddLibrary: boolean;
};

export type Received = {
  readonly document: Document;
  readonly isNew: boolean;
  /** The member library that was added with it, if one was. */
  readonly newLibrary: LibraryCode | null;
};

/** Originals may belong to several documents, so keeping and removing them never overlap. */
export const ORIGINALS = 'originals';

/**
 * Keeps a document: its originals, its record beside them, then its line in the catalogue. Only when it resolves may anyone
 * be told that the document is safe. Broken off anywhere, it can be done again. The files are moved into the store.
 */
export async function receiveDocument(tools: ReceiveTools, sent: NewFiles): Promise<Received> {
  const { files, record, who, mayAddLibrary } = sent;
  if (!mayAddLibrary) checkLibrary(await tools.catalogue.libraries(), record);
  const originals = originalsOf(files);
  const received = await tools.inOrder(ORIGINALS, async (): Promise<Received> => {
    const known = await findWithAll(tools.catalogue, originals);
    return known ? { document: known, isNew: false, newLibrary: null } : keepNew(tools, files, originals, record);
  });
  for (const { path } of files) if (path) await rm(path, { force: true });
  if (received.isNew) await begin(tools, received.document, who);
  return received;
}

async function keepNew(
  tools: ReceiveTools,
  files: readonly AcceptedFile[],
  originals: readonly Original[],
  record: DocumentRecord,
): Promise<Received> {
  const { store, catalogue, clock } = tools;
  for (const { checksum, type } of originals) {
    const key = keys.original(checksum);
    const path = files.find((file) => file.checksum === checksum && file.path !== null)?.path;
    if (path && !(await store.has(key))) await store.putFile(key, path, type);
  }
  const newLibrary = await provideLibrary(tools, record.library);
  const id = nameDocument(originals.map(({ checksum }) => checksum));
  const kept = { id, record, recordVersion: 1, originals, receivedAt: clock().toISOString() };
  await keepRecord(store, kept);
  const received = await catalogue.receive({ id, record, originals });
  // One that was refused before starts again under a later version.
  if (received.document.recordVersion !== 1) await keepRecord(store, received.document);
  return { ...received, newLibrary };
}

async function begin(tools: ReceiveTools, document: Document, who: string): Promise<void> {
  const { catalogue, queue, inOrder, clock, log } = tools;
  const { id, originals, record } = document;
  const details = { files: originals.map(({ fileName }) => fileName), title: record.title };
  try {
    await catalogue.audit.note({ at: clock().toISOString(), who, what: 'document.received', documentId: id, details });
    await inOrder(id, async () => {
      // It may have been removed already.
      const { workRevision } = await catalogue.document(id);
      await queue.add(planIntake({ documentId: id, number: workRevision }));
    });
  } catch (thrown) {
    // The document is safe, which is what the sender asked; the reconciler plans what was not planned now.
    if (!isFailure(thrown)) throw thrown;
    log.warn({ err: thrown, document: id }, 'the work on a received document could not be planned yet');
  }
}

/** The document that has all these files already, if there is one. */
async function findWithAll(catalogue: Catalogue, originals: readonly Original[]): Promise<Document | null> {
  const [first] = originals;
  if (!first) return null;
  const wanted = new Set<Checksum>(originals.map(({ checksum }) => checksum));
  for (const id of await catalogue.documentsWithOriginal(first.checksum)) {
    const document = await catalogue.document(id);
    if (wanted.isSubsetOf(new Set(document.originals.map(({ checksum }) => checksum)))) return document;
  }
  return null;
}

/** The same bytes given twice are one page. */
function originalsOf(files: readonly AcceptedFile[]): readonly Original[] {
  const byChecksum = new Map<Checksum, Original>();
  for (const { checksum, fileName, sizeBytes, type } of files) {
    if (!byChecksum.has(checksum)) byChecksum.set(checksum, { checksum, fileName, sizeBytes, type });
  }
  return [...byChecksum.values()];
}

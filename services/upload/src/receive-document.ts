import {
  type Checksum,
  type Document,
  type DocumentRecord,
  Failure,
  isFailure,
  keys,
  type LibraryCode,
  type Original,
} from '@diachi/domain';
import { planIntake } from '@diachi/jobs';
import type { Catalogue, JobQueue, ObjectStore } from '@diachi/ports';
import type { WebLog } from '@diachi/web';
import type { AcceptedFile } from './accepted-file.ts';
import { documentIfThere } from './document-if-there.ts';
import { type FileState, fileState } from './fixity/file-state.ts';
import { wasFoundDamaged } from './fixity/was-found-damaged.ts';
import { forgetFolder } from './forget-folder.ts';
import { provideLibrary } from './keep-libraries.ts';
import { keepRecord } from './keep-record.ts';
import type { Keeping } from './keeping.ts';
import { nameDocument } from './name-document.ts';
import { checkLibrary } from './propose-record.ts';

export type ReceiveTools = {
  readonly catalogue: Catalogue;
  readonly store: ObjectStore;
  readonly queue: JobQueue;
  readonly keeping: Keeping;
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

/** Originals may belong to several documents, so giving them to one and removing them never overlap, in whichever process. */
export const ORIGINALS = 'originals';

/** Questions to the store at a time. */
const AT_ONCE = 16;

/**
 * Keeps a document: its originals, its record beside them, then its line in the catalogue. Only when it resolves may anyone
 * be told that the document is safe. Broken off anywhere, it can be done again. The files may be moved into the store; whoever
 * accepted them lets go of them.
 */
export async function receiveDocument(tools: ReceiveTools, sent: NewFiles): Promise<Received> {
  const { files, record, who, mayAddLibrary } = sent;
  if (!mayAddLibrary) checkLibrary(await tools.catalogue.libraries(), record);
  const originals = originalsOf(files);
  const { keeping } = tools;
  const letGo = keeping.hold(originals.map(({ checksum }) => checksum));
  try {
    const known = await findWithAll(tools.catalogue, originals);
    if (known) await putWhatIsDamaged(tools, known, files, who);
    if (known && (await missingOf(tools, originals)).length === 0)
      return { document: known, isNew: false, newLibrary: null };
    // However large they are, nobody waits for this.
    const isPut = await putAll(tools, files, originals);
    const received = await inTurn(tools, originals, (lost) => keepNew(tools, files, originals, record, lost));
    // Whoever lost the lock in the middle of removing one may have been late with it. From now on he finds the document, and lets it be.
    const isPutAgain = await putAll(tools, files, originals);
    if (received.isNew) await begin(tools, received.document, who);
    else if (known && (isPut || isPutAgain)) await noteMended(tools, received.document, originals, who);
    return received;
  } finally {
    letGo();
  }
}

/** Those the store has not. */
async function missingOf({ store }: ReceiveTools, originals: readonly Original[]): Promise<readonly Original[]> {
  const missing: Original[] = [];
  for (let at = 0; at < originals.length; at += AT_ONCE) {
    const some = originals.slice(at, at + AT_ONCE);
    const areThere = await Promise.all(some.map(({ checksum }) => store.has(keys.original(checksum))));
    missing.push(...some.filter((_, place) => !areThere[place]));
  }
  return missing;
}

/**
 * When a document was last found to have damaged files, the same bytes handed in again take the place of an original that is not what it was.
 * Nothing else ever writes over an original.
 */
async function putWhatIsDamaged(
  tools: ReceiveTools,
  known: Document,
  files: readonly AcceptedFile[],
  who: string,
): Promise<void> {
  if (!(await wasFoundDamaged(tools.catalogue, known.id))) return;
  const reading = { store: tools.store, others: () => [keys.record(known.id), keys.libraries()] };
  const healed: Original[] = [];
  for (const file of files) {
    const { bytes, checksum, type } = file;
    const key = keys.original(checksum);
    if (!bytes || !isSpoilt(await fileState(reading, key, checksum))) continue;
    await tools.catalogue.locks.inOrder(ORIGINALS, () => bytes.lend((path) => tools.store.putFile(key, path, type)));
    healed.push(file);
  }
  if (healed.length > 0) await noteMended(tools, known, healed, who);
}

/** One that is missing is put as any other. */
const isSpoilt = (state: FileState) => state === 'damaged' || state === 'unreadable';

/** Puts what the store has not. Answers whether that was anything. Fails with `upload.missing` when its bytes are gone. */
async function putAll(
  tools: ReceiveTools,
  files: readonly AcceptedFile[],
  originals: readonly Original[],
): Promise<boolean> {
  const missing = await missingOf(tools, originals);
  // One by one: together they may be more than this machine has room for.
  for (const { checksum, type } of missing) {
    const bytes = files.find((file) => file.checksum === checksum && file.bytes !== null)?.bytes;
    if (!bytes) throw new Failure('missing', 'upload.missing', 'This upload is not known any more. Begin it again.');
    await bytes.lend((path) => tools.store.putFile(keys.original(checksum), path, type));
  }
  return missing.length > 0;
}

/**
 * Only one at a time over the whole library, and never while an original is removed. Of the same document, removed before, nothing
 * may be left: its new reading would take it for its own.
 */
const inTurn = (
  { catalogue, store }: ReceiveTools,
  originals: readonly Original[],
  work: (lost: AbortSignal) => Promise<Received>,
): Promise<Received> => {
  const id = nameDocument(originals.map(({ checksum }) => checksum));
  return catalogue.locks.inOrder(id, async (lost) => {
    if ((await catalogue.toClear(1, id)).length > 0) await forgetFolder(store, id, lost);
    return catalogue.locks.inOrder(ORIGINALS, (originalsLost) => work(AbortSignal.any([lost, originalsLost])));
  });
};

async function keepNew(
  tools: ReceiveTools,
  files: readonly AcceptedFile[],
  originals: readonly Original[],
  record: DocumentRecord,
  lost: AbortSignal,
): Promise<Received> {
  const { store, catalogue, clock } = tools;
  const known = await findWithAll(catalogue, originals);
  // Another process may have removed one since, for it could not know of this document.
  await putAll(tools, files, originals);
  if (known) return { document: known, isNew: false, newLibrary: null };
  const newLibrary = await provideLibrary(tools, record.library);
  const id = nameDocument(originals.map(({ checksum }) => checksum));
  const now = clock().toISOString();
  const kept = { id, record, recordVersion: 1, originals, receivedAt: now, changedAt: now };
  await keepRecord(store, kept);
  lost.throwIfAborted();
  const received = await catalogue.receive({ id, record, originals });
  // The catalogue says when it was received, and one that was refused before may start again under a later version.
  const { recordVersion, receivedAt } = received.document;
  if (recordVersion !== kept.recordVersion || receivedAt !== kept.receivedAt) {
    await keepRecord(store, received.document);
  }
  return { ...received, newLibrary };
}

/** Notes that originals the store had lost are there again. */
const noteMended = (
  { catalogue, clock }: ReceiveTools,
  { id }: Document,
  originals: readonly Original[],
  who: string,
) =>
  catalogue.audit.note({
    at: clock().toISOString(),
    who,
    what: 'document.originals-put-back',
    documentId: id,
    details: { files: originals.map(({ fileName }) => fileName) },
  });

async function begin(tools: ReceiveTools, document: Document, who: string): Promise<void> {
  const { catalogue, queue, clock, log } = tools;
  const { id, originals, record } = document;
  const details = { files: originals.map(({ fileName }) => fileName), title: record.title };
  try {
    await catalogue.audit.note({ at: clock().toISOString(), who, what: 'document.received', documentId: id, details });
    await catalogue.locks.inOrder(id, async () => {
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
    // It may have been removed since.
    const document = await documentIfThere(catalogue, id);
    if (document && wanted.isSubsetOf(new Set(document.originals.map(({ checksum }) => checksum)))) return document;
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

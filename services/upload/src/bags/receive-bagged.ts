import { rm } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  type Document,
  documentToRestore,
  Failure,
  isFailure,
  keys,
  type Manifest,
  manifestText,
  parseKeptRecord,
  readManifest,
} from '@diachi/domain';
import { planIndex } from '@diachi/jobs';
import type { AuditEntry } from '@diachi/ports';
import { clearRemoved } from '../clear-removed.ts';
import { documentIfThere } from '../document-if-there.ts';
import { fileState } from '../fixity/file-state.ts';
import { wasFoundDamaged } from '../fixity/was-found-damaged.ts';
import { provideLibrary } from '../keep-libraries.ts';
import { keepRecord } from '../keep-record.ts';
import { checkLibrary } from '../propose-record.ts';
import { ORIGINALS, type Received, type ReceiveTools } from '../receive-document.ts';
import type { BaggedDocument } from './bagged-document.ts';
import type { BaggedFile } from './files-of-revision.ts';
import { unpackFile } from './unpack-file.ts';
import type { ZippedBag } from './zipped-bag.ts';

export type ReceiveBaggedTools = ReceiveTools & { readonly copiesFolder: string };

export type BaggedFrom = {
  readonly bag: ZippedBag;
  /** What the package was called. */
  readonly name: string;
  readonly who: string;
  readonly mayAddLibrary: boolean;
  /** What the package calls the library its document belongs to; null where it says nothing of it. */
  readonly libraryName: string | null;
};

/**
 * Takes in a document out of a bag, as it was: files first, then record and manifest, then the catalogue's one write, as when a catalogue
 * is rebuilt. Broken off anywhere, it can be done again. A document that is here already is left as it is: when it is the same, files the
 * store has lost, or that were found damaged, are put back; otherwise it fails with `bag.conflict`, for which of the two is right only a person knows.
 */
export function receiveBagged(
  tools: ReceiveBaggedTools,
  document: BaggedDocument,
  from: BaggedFrom,
): Promise<Received> {
  const { catalogue, keeping } = tools;
  return catalogue.locks.inOrder(document.id, async (lost) => {
    if (!from.mayAddLibrary) checkLibrary(await catalogue.libraries(), document.kept.record);
    await clearFirst(tools, document, lost);
    const letGo = keeping.hold(document.originals.map(({ checksum }) => checksum));
    try {
      const known = await documentIfThere(catalogue, document.id);
      if (known && known.state !== 'refused') return await compareWith(tools, document, known, from);
      return await restoreFrom(tools, document, known, from, lost);
    } finally {
      letGo();
    }
  });
}

async function clearFirst(tools: ReceiveBaggedTools, { id }: BaggedDocument, lost: AbortSignal): Promise<void> {
  const [removed] = await tools.catalogue.toClear(1, id);
  if (!removed || (await clearRemoved(tools, removed, lost))) return;
  throw new Failure(
    'unavailable',
    'bag.still-clearing',
    `The document ${id} was removed here, and the store is still being cleared of it. Try again in a while.`,
    { details: { id } },
  );
}

async function compareWith(
  tools: ReceiveBaggedTools,
  bagged: BaggedDocument,
  known: Document,
  from: BaggedFrom,
): Promise<Received> {
  if (!(await isTheSame(tools, bagged, known))) throw conflict(bagged);
  // Reading everything through is worth it only where something was found to be wrong.
  const mayBeDamaged = await wasFoundDamaged(tools.catalogue, known.id);
  const reading = { store: tools.store, others: () => [keys.record(known.id), keys.libraries()] };
  let putBack = 0;
  for (const file of [...bagged.originals, ...bagged.made]) {
    if (
      mayBeDamaged ? (await fileState(reading, file.key, file.checksum)) === 'whole' : await tools.store.has(file.key)
    )
      continue;
    await put(tools, file, from);
    putBack += 1;
  }
  if (putBack > 0) await noteIt(tools, bagged, from, 'document.originals-put-back');
  return { document: known, isNew: false, newLibrary: null };
}

async function isTheSame({ store }: ReceiveBaggedTools, { kept, manifest }: BaggedDocument, known: Document) {
  if (!isDeepStrictEqual(known.record, kept.record)) return false;
  if (known.publishedRevision !== manifest.revision) return false;
  const here = await manifestIn(store, known);
  return here !== null && isDeepStrictEqual(madeOf(here), madeOf(manifest));
}

/** Originals may go by other names here: readers are given packages without the names of files. */
const madeOf = ({ pages, pdf, publishedAt }: Manifest) => ({ pages, pdf, publishedAt });

async function manifestIn(store: ReceiveBaggedTools['store'], known: Document): Promise<Manifest | null> {
  const key = keys.manifest({ documentId: known.id, number: known.publishedRevision });
  try {
    return await readManifest(await store.read(key));
  } catch (thrown) {
    if (isFailure(thrown) && thrown.kind !== 'unavailable') return null;
    throw thrown;
  }
}

async function restoreFrom(
  tools: ReceiveBaggedTools,
  bagged: BaggedDocument,
  known: Document | null,
  from: BaggedFrom,
  lost: AbortSignal,
): Promise<Received> {
  const { catalogue, store } = tools;
  const { id, kept, manifest, originals, made } = bagged;
  const revision = { documentId: id, number: manifest.revision };
  await leaveOthersAlone(tools, bagged);
  for (const file of made) {
    lost.throwIfAborted();
    await put(tools, file, from);
  }
  await putOriginals(tools, originals, from);
  const newLibrary = await provideLibrary(tools, kept.record.library, from.libraryName ?? undefined);
  await keepHistory(tools, bagged, from);
  lost.throwIfAborted();
  await keepRecord(store, { ...kept, id });
  await store.put(keys.manifest(revision), Buffer.from([...manifestText(manifest)].join('')), 'application/json');
  const { document, pages } = documentToRestore(id, kept, manifest, null);
  const isRestored = await catalogue.locks.inOrder(ORIGINALS, async (originalsLost) => {
    // Another process may have removed one since, for it could not know of this document.
    await putOriginals(tools, originals, from);
    AbortSignal.any([lost, originalsLost]).throwIfAborted();
    return catalogue.restore(document, pages, known);
  });
  if (!isRestored) throw conflict(bagged);
  // Whoever lost that lock in the middle of removing one may have been late with it. From now on he finds the document, and lets it be.
  await putOriginals(tools, originals, from);
  await begin(tools, bagged, from);
  return { document: await catalogue.document(id), isNew: true, newLibrary };
}

/** What lies in the store of a document the catalogue does not know may be all there is of it; only what we began ourselves is written over. */
async function leaveOthersAlone({ store }: ReceiveBaggedTools, { id, kept, manifest }: BaggedDocument): Promise<void> {
  const isOurs = keys.manifest({ documentId: id, number: manifest.revision });
  for await (const key of store.list(keys.document(id))) {
    if (key.endsWith('/manifest.json') && key !== isOurs) throw notRebuilt(id);
  }
  if (!(await store.has(keys.record(id)))) return;
  const there = parseKeptRecord(await store.get(keys.record(id)));
  if (!isDeepStrictEqual(there.record, kept.record) || there.recordVersion !== kept.recordVersion) throw notRebuilt(id);
}

/** Those the store has not. */
async function putOriginals(tools: ReceiveBaggedTools, originals: readonly BaggedFile[], from: BaggedFrom) {
  for (const file of originals) if (!(await tools.store.has(file.key))) await put(tools, file, from);
}

async function put({ store, copiesFolder }: ReceiveBaggedTools, file: BaggedFile, { bag }: BaggedFrom): Promise<void> {
  const copy = await unpackFile(bag, copiesFolder, file);
  try {
    await store.putFile(file.key, copy, file.contentType);
  } finally {
    await rm(copy, { force: true });
  }
}

async function begin(tools: ReceiveBaggedTools, bagged: BaggedDocument, from: BaggedFrom): Promise<void> {
  const { id, manifest, kept } = bagged;
  try {
    await noteIt(tools, bagged, from, 'document.received');
    await tools.queue.add(planIndex({ documentId: id, number: manifest.revision }, kept.recordVersion));
  } catch (thrown) {
    // The document is safe and readers see it; the reconciler plans what was not planned now.
    if (!isFailure(thrown)) throw thrown;
    tools.log.warn({ err: thrown, document: id }, 'a document out of a package could not be put into the index yet');
  }
}

/** What was noted where it comes from goes on here, each once however often it is tried, and says which package told it. */
async function keepHistory({ catalogue }: ReceiveBaggedTools, { id, history }: BaggedDocument, { name }: BaggedFrom) {
  const nameOf = ({ at, who, what }: AuditEntry) => `${at} ${what} ${who}`;
  const there = await catalogue.audit.entries({ documentId: id, limit: history.length + 1_000 });
  const noted = new Set(there.map(nameOf));
  for (const entry of history) {
    if (noted.has(nameOf(entry))) continue;
    await catalogue.audit.note({ ...entry, details: { ...entry.details, package: name, isToldByPackage: true } });
  }
}

const noteIt = (
  { catalogue, clock }: ReceiveBaggedTools,
  { id, kept, manifest }: BaggedDocument,
  { name, who }: BaggedFrom,
  what: 'document.received' | 'document.originals-put-back',
) =>
  catalogue.audit.note({
    at: clock().toISOString(),
    who,
    what,
    documentId: id,
    details: {
      files: kept.originals.map(({ fileName }) => fileName),
      title: kept.record.title,
      package: name,
      revision: manifest.revision,
    },
  });

const notRebuilt = (id: string) =>
  new Failure(
    'conflict',
    'bag.not-rebuilt',
    `The catalogue does not know the document ${id}, and the store keeps another record or revision of it than the package has. Nothing was changed. Rebuild the catalogue first.`,
    { details: { id } },
  );

const conflict = ({ id, manifest, kept }: BaggedDocument) =>
  new Failure(
    'conflict',
    'bag.conflict',
    `The document ${id} is here already, with another record or another revision than the package has. Nothing was changed. Remove the one here first if the package is the right one.`,
    { details: { id, revision: manifest.revision, recordVersion: kept.recordVersion } },
  );

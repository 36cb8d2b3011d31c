import {
  type Document,
  type DocumentId,
  documentToRestore,
  Failure,
  type FailureNote,
  isFailure,
  type KeptRecord,
  type KnownRecord,
  keys,
  type Manifest,
  noteFailure,
  parseKeptRecord,
  readManifest,
} from '@diachi/domain';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import { documentIfThere } from './document-if-there.ts';
import type { FoundDocument } from './found-documents.ts';

export type RestoreTools = {
  readonly store: Pick<ObjectStore, 'get' | 'read' | 'has'>;
  readonly catalogue: Pick<Catalogue, 'document' | 'restore' | 'libraries' | 'putLibrary'>;
};

/** A file of the store that could not be read, and why. */
export type RebuildProblem = { readonly key: string; readonly failure: FailureNote };

/** left: not published, or changed or removed while its files were read; the catalogue knows it better. lost: nothing usable lies in the store. */
export type RestoreOutcome = 'published' | 'received' | 'left' | 'lost';

/**
 * Puts one document back into the catalogue: published, as its highest usable manifest says, or received when it has none.
 * Only what may pass is a failure (`unavailable`); whatever cannot be read is told as a problem and worked around.
 */
export async function restoreDocument(
  { store, catalogue }: RestoreTools,
  found: FoundDocument,
  tellProblem: (problem: RebuildProblem) => void,
): Promise<RestoreOutcome> {
  const known = await documentIfThere(catalogue, found.id);
  const kept = found.hasRecord ? await usable(keys.record(found.id), readRecord(store, found.id), tellProblem) : null;
  const manifest = await highestManifest(store, found, tellProblem);
  if (known && !manifest) return 'left';

  const record = newest(known, kept) ?? manifestRecord(manifest);
  if (!record) return 'lost';
  for (const { checksum } of record.originals) {
    await usable(keys.original(checksum), checkOriginal(store), tellProblem);
  }
  await provideLibrary(catalogue, record);
  const { document, pages } = documentToRestore(found.id, record, manifest, known);
  if (!(await catalogue.restore(document, pages, known))) return 'left';
  return manifest ? 'published' : 'received';
}

async function highestManifest(
  store: RestoreTools['store'],
  { id, manifests }: FoundDocument,
  tellProblem: (problem: RebuildProblem) => void,
): Promise<Manifest | null> {
  for (const number of manifests) {
    const read = async (key: string) => ofDocument(id, await readManifest(await store.read(key)));
    const manifest = await usable(keys.manifest({ documentId: id, number }), read, tellProblem);
    if (manifest?.revision === number) return manifest;
  }
  return null;
}

/** What `read` makes of a file, or null and a problem told. */
async function usable<Value>(
  key: string,
  read: (key: string) => Promise<Value>,
  tellProblem: (problem: RebuildProblem) => void,
): Promise<Value | null> {
  try {
    return await read(key);
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.kind === 'unavailable') throw thrown;
    tellProblem({ key, failure: noteFailure(thrown) });
    return null;
  }
}

const readRecord = (store: RestoreTools['store'], id: DocumentId) => async (key: string) =>
  ofDocument(id, parseKeptRecord(await store.get(key)));

const checkOriginal = (store: RestoreTools['store']) => async (key: string) => {
  if (await store.has(key)) return;
  throw new Failure(
    'missing',
    'original.missing',
    'An original of this document is not in the store; upload it again.',
  );
};

function ofDocument<Told extends { readonly documentId: DocumentId }>(id: DocumentId, told: Told): Told {
  if (told.documentId === id) return told;
  throw new Failure('invalid', 'document.misplaced', `This file speaks of document ${told.documentId}, not of ${id}.`);
}

/** A change of a record reaches the catalogue first and the store a moment later; either may be the one that was lost. */
function newest(known: Document | null, kept: KeptRecord | null): KnownRecord | null {
  if (known && kept) return kept.recordVersion > known.recordVersion ? kept : known;
  return known ?? kept;
}

const manifestRecord = (manifest: Manifest | null): KnownRecord | null =>
  manifest && {
    record: manifest.record,
    recordVersion: 1,
    originals: manifest.originals,
    receivedAt: manifest.publishedAt,
    changedAt: manifest.publishedAt,
  };

/** A library whose name the store did not tell is called by its code until someone renames it. */
async function provideLibrary(
  catalogue: RestoreTools['catalogue'],
  { record: { library } }: KnownRecord,
): Promise<void> {
  const libraries = await catalogue.libraries();
  if (libraries.some(({ code }) => code === library)) return;
  await catalogue.putLibrary({ code: library, name: library });
}

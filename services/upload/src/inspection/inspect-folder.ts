import {
  type Document,
  type DocumentId,
  isFailure,
  keys,
  type Manifest,
  type Revision,
  readManifest,
} from '@diachi/domain';
import { documentIfThere } from '../document-if-there.ts';
import { readStored } from '../fixity/read-stored.ts';
import { findings as found } from './findings.ts';
import type { InspectTools } from './inspect-tools.ts';
import { readAnew } from './read-anew.ts';

/** Told by `look` as unexplained; looked at again at the end, for much is explained a moment later. */
export type TellUnknown = (key: string) => void;

/** Compares what the store has of one document with what its published manifest names, and removes what is surely left over. */
export async function inspectFolder(
  tools: InspectTools,
  document: Document,
  stored: readonly string[],
  tellUnknown: TellUnknown,
): Promise<void> {
  const { id, publishedRevision, workRevision } = document;
  for (const [number, ofRevision] of byRevision(id, stored, tellUnknown)) {
    const revision = { documentId: id, number };
    if (number === publishedRevision) await inspectPublished(tools, revision, ofRevision, tellUnknown);
    else if (number < publishedRevision) await removeNeverPublished(tools, revision, ofRevision);
    else if (number > workRevision) for (const key of ofRevision) tellUnknown(key);
  }
}

function byRevision(id: DocumentId, stored: readonly string[], tellUnknown: TellUnknown) {
  const revisions = new Map<number, string[]>();
  const record = keys.record(id);
  for (const key of stored) {
    const number = Number(/^r(\d{4})\//.exec(key.slice(keys.document(id).length))?.[1] ?? 0);
    const ofRevision = revisions.get(number);
    if (number > 0 && ofRevision) ofRevision.push(key);
    else if (number > 0) revisions.set(number, [key]);
    else if (key !== record) tellUnknown(key);
  }
  return revisions;
}

async function inspectPublished(
  tools: InspectTools,
  revision: Revision,
  stored: readonly string[],
  tellUnknown: TellUnknown,
): Promise<void> {
  const key = keys.manifest(revision);
  // Without one, that is found where documents are gone through.
  if (!stored.includes(key)) return;
  const manifest = await manifestIn(tools, key);
  if (manifest === null) return readAnew(tools, revision.documentId, revision.number, key, 1);

  const expected = new Set([key, keys.pageList(revision), ...filesOf(manifest)]);
  const there = new Set(stored);
  // The listing may be older than the manifest.
  const missing: string[] = [];
  for (const file of expected) if (!there.has(file) && !(await tools.store.has(file))) missing.push(file);
  const [first] = missing;
  if (first !== undefined) await readAnew(tools, revision.documentId, revision.number, first, missing.length);

  const others = stored.filter((file) => !expected.has(file));
  const leftovers = new Set(
    manifest.pages.flatMap(({ page }) => [keys.scan(revision, page), keys.existingText(revision, page)]),
  );
  const surely = others.filter((file) => leftovers.has(file));
  for (const file of surely) await tools.store.remove(file);
  if (surely.length > 0) tools.findings.repaired(found.leftoversRemoved(revision.documentId, surely.length));
  for (const file of others) if (!leftovers.has(file)) tellUnknown(file);
}

function* filesOf({ pages, pdf }: Manifest): Generator<string> {
  for (const { files } of pages) for (const { key } of files) yield key;
  yield pdf.key;
}

/** Null when it is damaged or gone. */
async function manifestIn({ store }: InspectTools, key: string): Promise<Manifest | null> {
  try {
    const manifest = await readStored({ store, others: () => [keys.libraries()] }, key, readManifest);
    return typeof manifest === 'string' ? null : manifest;
  } catch (thrown) {
    if (isFailure(thrown) && thrown.kind === 'invalid') return null;
    throw thrown;
  }
}

/** A revision that was given up for a later one that readers see now. One with a manifest was seen by readers once, and stays. */
async function removeNeverPublished(tools: InspectTools, revision: Revision, stored: readonly string[]): Promise<void> {
  const { catalogue, store, findings } = tools;
  if (stored.includes(keys.manifest(revision))) return;
  const isLeftOver = await catalogue.locks.inOrder(revision.documentId, async () => {
    const document = await documentIfThere(catalogue, revision.documentId);
    if (!document || revision.number >= document.publishedRevision) return false;
    for (const key of stored) await store.remove(key);
    return true;
  });
  if (isLeftOver) findings.repaired(found.leftoversRemoved(revision.documentId, stored.length));
}

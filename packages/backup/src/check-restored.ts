import { type Document, Failure, isFailure, keys, noteFailure, readManifest } from '@diachi/domain';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import type { BackupProblem, BackupSummary } from './backup-summary.ts';
import { damaged, measure } from './copy-checked.ts';
import { withListing } from './listing.ts';

export type CheckTools = {
  readonly catalogue: Pick<Catalogue, 'documents'>;
  readonly store: Pick<ObjectStore, 'read' | 'has'>;
  readonly place: Pick<ObjectStore, 'withFile'>;
};

export type CheckReport = {
  readonly objects: number;
  readonly documents: number;
  readonly problems: readonly BackupProblem[];
};

const AT_ONCE = 200;

/**
 * Reads a whole restored library: every object is there with the bytes the backup told, the catalogue has as many documents as were
 * counted, and whatever a document names (its originals, the files of its published revision) is in the store.
 */
export async function checkRestored(
  { catalogue, store, place }: CheckTools,
  backup: BackupSummary,
): Promise<CheckReport> {
  const problems: BackupProblem[] = [];
  const look = async (key: string, check: () => Promise<void>) => {
    try {
      await check();
    } catch (thrown) {
      if (!isFailure(thrown) || thrown.kind === 'unavailable') throw thrown;
      problems.push({ key, failure: noteFailure(thrown) });
    }
  };

  let objects = 0;
  await withListing(place, backup.name, async (listing) => {
    for await (const { key, checksum } of listing()) {
      objects += 1;
      await look(key, async () => {
        if ((await measure(await store.read(key))).checksum !== checksum) throw damaged(key);
      });
    }
  });

  let documents = 0;
  for (let after: string | undefined, isMore = true; isMore; ) {
    const stretch = await catalogue.documents({}, { limit: AT_ONCE, ...(after !== undefined && { after }) });
    for (const document of stretch.documents) {
      documents += 1;
      for (const key of namedBy(document)) await look(key, () => mustHave(store, key));
      await look(document.id, () => checkPublished(store, document));
    }
    after = stretch.next ?? undefined;
    isMore = after !== undefined;
  }
  const { before, after } = backup.documents;
  await look('catalogue', async () => {
    if (documents < Math.min(before, after) || documents > Math.max(before, after)) throw miscounted(documents, backup);
  });
  return { objects, documents, problems };
}

/** Nothing of a refused document was kept. */
const namedBy = ({ state, originals }: Document) =>
  state === 'refused' ? [] : originals.map(({ checksum }) => keys.original(checksum));

async function checkPublished(store: CheckTools['store'], { id, publishedRevision }: Document): Promise<void> {
  if (publishedRevision === 0) return;
  const manifest = await readManifest(await store.read(keys.manifest({ documentId: id, number: publishedRevision })));
  for (const { key } of [...manifest.pages.flatMap(({ files }) => files), manifest.pdf]) await mustHave(store, key);
}

async function mustHave(store: CheckTools['store'], key: string): Promise<void> {
  if (await store.has(key)) return;
  throw new Failure('missing', 'object.missing', `There is no object “${key}” in the store.`, { details: { key } });
}

const miscounted = (found: number, { name, documents: { before, after } }: BackupSummary) =>
  new Failure(
    'invalid',
    'restore.miscounted',
    `The catalogue has ${found} documents; when backup ${name} was made it had ${before} before and ${after} after.`,
    { details: { found, before, after } },
  );

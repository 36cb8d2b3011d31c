import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { parseChecksum } from '@diachi/domain';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import { backUpObjects } from './back-up-objects.ts';
import { backupKeys, backupName } from './backup-keys.ts';
import type { BackupProblem, BackupSummary } from './backup-summary.ts';
import { measure, putChecked } from './copy-checked.ts';
import { lastGoodBackup } from './find-backups.ts';
import { type ListedObject, listingLine, withListing } from './listing.ts';

export type BackUpTools = {
  readonly catalogue: Pick<Catalogue, 'countByState'>;
  readonly store: ObjectStore;
  /** Where backups lie: a folder of another disk, or a bucket of another server. */
  readonly place: ObjectStore;
  /** Lends a copy of the whole catalogue, of one moment, as a file. */
  readonly withCatalogueCopy: <Result>(use: (path: string) => Promise<Result>) => Promise<Result>;
  readonly clock: () => Date;
};

/**
 * Makes one backup. The catalogue goes first: a record is written after its bytes, so whatever a record of the copy names lies in the
 * store when its objects are brought over afterwards, unless its library has removed it meanwhile. What came in between has its
 * `record.json` among the objects. Broken off, it leaves nothing that looks like a backup, and the next one goes on with the bytes.
 */
export async function backUp(tools: BackUpTools): Promise<BackupSummary> {
  const { place, store, clock } = tools;
  const name = backupName(clock());
  const previous = await lastGoodBackup(place);
  const problems: BackupProblem[] = [];

  const before = await countDocuments(tools);
  const catalogue = await tools.withCatalogueCopy(async (path) => {
    const must = await measure(createReadStream(path));
    await putChecked(place, backupKeys.catalogue(name), createReadStream(path), must);
    return must.checksum;
  });
  const after = await countDocuments(tools);

  const counts = { objects: 0, bytes: 0, newObjects: 0, newBytes: 0 };
  const hash = createHash('sha256');
  const tellProblem = (problem: BackupProblem) => void problems.push(problem);
  const lines = async function* (before: AsyncGenerator<ListedObject, void>) {
    for await (const { isNew, ...object } of backUpObjects({ store, place, before, tellProblem })) {
      counts.objects += 1;
      counts.bytes += object.sizeBytes;
      if (isNew) counts.newObjects += 1;
      if (isNew) counts.newBytes += object.sizeBytes;
      const line = listingLine(object);
      hash.update(line);
      yield Buffer.from(line);
    }
  };
  const list = async (before: AsyncGenerator<ListedObject, void>) => {
    try {
      await place.put(backupKeys.listing(name), Readable.from(lines(before)), 'application/x-ndjson');
    } finally {
      await before.return();
    }
  };
  if (previous) await withListing(place, previous.name, (listing) => list(listing()));
  else await list(nothingBefore());

  const summary: BackupSummary = {
    version: 1,
    name,
    finishedAt: clock().toISOString(),
    ...counts,
    documents: { before, after },
    listing: parseChecksum(hash.digest('hex')),
    catalogue,
    problems,
  };
  await place.put(backupKeys.summary(name), Buffer.from(`${JSON.stringify(summary, null, 2)}\n`), 'application/json');
  return summary;
}

const countDocuments = async ({ catalogue }: Pick<BackUpTools, 'catalogue'>) =>
  Object.values(await catalogue.countByState()).reduce((sum, count) => sum + count, 0);

async function* nothingBefore(): AsyncGenerator<ListedObject, void> {}

import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type DocumentId, keys, parseManifest } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { createMinioObjectStore } from '@diachi/store-minio';
import type { RunningCluster } from './running-cluster.ts';

/** What is wrong with a published document as the store keeps it: files that are not what the manifest says, pages missing or twice, files nobody knows. Empty when it is whole. */
async function faultsOf(store: ObjectStore, id: string, pageCount: number): Promise<readonly string[]> {
  const revision = { documentId: id as DocumentId, number: 1 };
  const manifest = parseManifest(await store.get(keys.manifest(revision)));
  const faults: string[] = [];
  const pages = manifest.pages.map(({ page }) => page);
  if (pages.length !== pageCount || pages.some((page, at) => page !== at)) faults.push(`pages ${pages.join()}`);

  const files = [manifest.pdf, ...manifest.pages.flatMap((page) => page.files)];
  for (const { key, checksum, sizeBytes } of files) {
    const bytes = await store.get(key);
    const found = createHash('sha256').update(bytes).digest('hex');
    if (found !== checksum || bytes.length !== sizeBytes) faults.push(`${key} is not what the manifest says`);
  }
  for (const { checksum } of manifest.originals) {
    const found = createHash('sha256').update(await store.get(keys.original(checksum)));
    if (found.digest('hex') !== checksum) faults.push(`original ${checksum} is not what came`);
  }

  const known = new Set([...files.map(({ key }) => key), keys.manifest(revision), keys.pageList(revision)]);
  known.add(keys.record(revision.documentId));
  for await (const key of store.list(keys.document(revision.documentId)))
    if (!known.has(key)) faults.push(`${key} belongs to nothing`);
  return faults;
}

export type TestStore = { readonly store: ObjectStore; close(): Promise<void> };

/** The cluster's store, as a process of it sees it. */
export async function openTestStore({ folder, servers: { objects } }: RunningCluster): Promise<TestStore> {
  const { endpoint, region, accessKey, secretKey } = objects;
  const store = await createMinioObjectStore({
    endpoint,
    region,
    accessKey,
    secretKey,
    bucket: 'diachi',
    isPathStyle: true,
    scratchFolder: join(folder, 'test-store'),
  });
  return { store, close: () => store.close() };
}

/** The faults that are still there after the last leftovers have had time to be cleared away. */
export async function whole(store: ObjectStore, id: string, pageCount: number): Promise<readonly string[]> {
  const endMs = performance.now() + 15_000;
  for (;;) {
    const faults = await faultsOf(store, id, pageCount);
    if (faults.length === 0 || performance.now() > endMs) return faults;
    await wait(200);
  }
}

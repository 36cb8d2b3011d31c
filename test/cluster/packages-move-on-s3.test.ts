import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAccessService } from '@diachi/access-service';
import { createPostgresCatalogue } from '@diachi/catalogue-sql';
import { keys } from '@diachi/domain';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import { createSqliteSearchIndex } from '@diachi/search-sqlite';
import { createMinioObjectStore, setUpBuckets } from '@diachi/store-minio';
import { createWebApp } from '@diachi/web';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unzipped } from '../../services/access/src/testing/unzipped.ts';
import { type PackedDocument, packed, packedDocument } from '../../services/upload/src/testing/packed-document.ts';
import { call, sendFile } from '../../services/upload/src/testing/send-file.ts';
import { openLibrary, removeFolder } from '../../services/upload/src/testing/temporary-library.ts';
import { findObjectServer, findPostgres, startObjectServer, startPostgres } from '../servers/index.ts';
import { allOf } from './all-of.ts';

const MINUTES = 60_000;
const OPERATOR = 'a token of forty-three letters for one test';

describe.skipIf(!findPostgres() || !findObjectServer())('a package goes into a cluster and out of it', () => {
  const open = new AsyncDisposableStack();
  let folder: string;
  let catalogue: Catalogue;
  let store: ObjectStore;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diachi-packages-s3-'));
    open.defer(() => rm(folder, { recursive: true, force: true }));
    const database = await startPostgres();
    open.defer(() => database.stop());
    const { endpoint, region, accessKey, secretKey, stop } = await startObjectServer();
    open.defer(stop);
    const address = { endpoint, region, accessKey, secretKey, bucket: 'library', isPathStyle: true };
    await setUpBuckets(address);
    catalogue = await createPostgresCatalogue({ url: await database.createDatabase(), poolSize: 4 });
    open.defer(() => catalogue.close());
    store = await createMinioObjectStore({ ...address, scratchFolder: join(folder, 'scratch') });
    open.defer(() => store.close());
    await catalogue.putLibrary({ code: packedDocument().kept.record.library, name: 'Thư viện tỉnh' });
  }, 2 * MINUTES);
  afterAll(() => open.disposeAsync());

  test('with every byte, its record, embargo and history', { timeout: 2 * MINUTES }, async () => {
    const given = packedDocument('a', { access: 'members', embargoUntil: '2031-01-01', note: 'Bản chép' });

    const taken = await handedIn(await packed(given.files));
    const out = await packageOf(given);
    const arrived = await takenInElsewhere(out, given);

    expect(taken).toMatchObject([{ document: given.id, isNew: true, state: 'published' }]);
    const inStore = Object.fromEntries(
      await Promise.all(namesOf(given).map(async (key) => [key, Buffer.from(await store.get(key))] as const)),
    );
    expect(arrived.files).toEqual(inStore);
    expect(arrived.document).toMatchObject({
      record: given.kept.record,
      recordVersion: given.kept.recordVersion,
      receivedAt: given.kept.receivedAt,
      originals: given.kept.originals,
      publishedRevision: given.manifest.revision,
    });
    expect(arrived.history).toEqual(['Lan document.received', 'lan document.received']);
    const files = await unzipped(out);
    expect(files[`diachi-${given.id}/bag-info.txt`]?.toString()).toContain('Source-Organization: Thư viện tỉnh\n');
  });

  test('and by two people at once it is taken in once', { timeout: 2 * MINUTES }, async () => {
    const zip = await packed(packedDocument('hai').files);

    const taken = await Promise.all([handedIn(zip, 'minh'), handedIn(zip, 'hoa')]);

    expect(
      taken
        .flat()
        .map((entry) => (entry as { isNew: boolean }).isNew)
        .toSorted(),
    ).toEqual([false, true]);
  });

  /** What an upload service of the cluster answers to whoever hands a package in; pieces of it lie in the store before. */
  async function handedIn(zip: Buffer<ArrayBuffer>, name = 'lan'): Promise<readonly unknown[]> {
    const service = await openLibrary({
      wrapStore: (own) => ({ ...store, close: () => own.close() }),
      wrapCatalogue: () => catalogue,
      works: false,
      uploadsIn: 'store',
    });
    try {
      const session = await service.signIn(name, 'archivist');
      const files = [await sendFile(service, session, 'gói.zip', zip)];
      return (await (await call(service, session, 'POST', '/api/documents', { files })).json()) as unknown[];
    } finally {
      await service.stop();
      await removeFolder(service.folder);
    }
  }

  async function packageOf({ id }: PackedDocument): Promise<Buffer> {
    const index = await createSqliteSearchIndex({ path: join(folder, 'index.db') });
    const pictures = { cacheFolder: folder, cacheBytes: 1_000_000, atOnce: 1, maxPixels: 1_000, isStoreLocal: false };
    const { routes } = createAccessService({ catalogue, store, index, pictures });
    const silent = () => undefined;
    const log = { debug: silent, warn: silent, error: silent };
    const server = createServer(createWebApp({ routes, catalogue, operatorToken: OPERATOR, log }).app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/files/${id}/bag.zip`;
      const answer = await fetch(address, { headers: { authorization: `Bearer ${OPERATOR}` } });
      expect(answer.status).toBe(200);
      return Buffer.from(await answer.arrayBuffer());
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await index.close();
    }
  }

  /** In a library on one computer. */
  async function takenInElsewhere(zip: Buffer, { id }: PackedDocument) {
    const library = await openLibrary({ works: false });
    try {
      const path = join(folder, 'gói.zip');
      await writeFile(path, zip);
      await allOf(library.service.ingestPaths({ paths: [path], who: 'Lan' }));
      const document = await library.catalogue.document(id);
      const entries = await library.catalogue.audit.entries({ documentId: id, limit: 9 });
      const files: Record<string, Buffer> = {};
      for await (const key of library.store.list('')) {
        if (/^(?:originals|documents)\//.test(key)) files[key] = Buffer.from(await library.store.get(key));
      }
      return { document, files, history: entries.map(({ who, what }) => `${who} ${what}`) };
    } finally {
      await library.stop();
      await removeFolder(library.folder);
    }
  }
});

/** Everything the store has to have of a document. */
const namesOf = ({ id, kept, manifest }: PackedDocument): readonly string[] => [
  keys.record(id),
  keys.manifest({ documentId: id, number: manifest.revision }),
  manifest.pdf.key,
  ...manifest.pages.flatMap(({ files }) => files.map(({ key }) => key)),
  ...kept.originals.map(({ checksum }) => keys.original(checksum)),
];

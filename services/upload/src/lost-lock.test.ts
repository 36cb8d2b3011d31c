import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresCatalogue } from '@diachi/catalogue-sql';
import { keys, parseChecksum, parseLibraryCode, parseRecord } from '@diachi/domain';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import { createLocalQueue } from '@diachi/queue-local';
import { createFileObjectStore } from '@diachi/store-files';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { aboutKeys, on, slowStore } from '../../../test/faults/index.ts';
import { findPostgres, type PostgresServer, startPostgres } from '../../../test/servers/index.ts';
import type { AcceptedFile } from './accepted-file.ts';
import { clearAllRemoved } from './clear-removed.ts';
import { createKeeping } from './keeping.ts';
import { receiveDocument } from './receive-document.ts';
import { jpeg, sha256 } from './testing/send-file.ts';

const SHARED = jpeg('shared');
const OWN = jpeg('own');
const checksumOf = (bytes: Buffer) => parseChecksum(sha256(bytes));
const ORIGINAL = keys.original(checksumOf(SHARED));

const log = { debug: () => undefined, warn: () => undefined, error: () => undefined };
const tinh = parseLibraryCode('tinh');
const record = parseRecord({ title: 'Chợ phiên', library: tinh });

// Two processes of one library on one server, which loses every lock by being restarted while the first is about to
// remove an original that it may remove; the second is then told that a document with it is safe.
describe.skipIf(!findPostgres())('an original that one process removes with a lock it has lost', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  test('stays when it was given to another document before', async () => {
    const { store, first, second } = await twoProcesses();
    const asked = gate();
    const goOn = gate();
    const removing = clearAllRemoved(
      processOf(store, {
        ...first,
        documentsWithOriginal: async (checksum) => {
          const users = await first.documentsWithOriginal(checksum);
          asked.open();
          await goOn.passed;
          return users;
        },
      }),
      new AbortController().signal,
    );
    await asked.passed;

    await server.restart();
    const { document } = await patiently(() => receive(processOf(store, second)));
    goOn.open();
    await removing;

    expect(document.originals).toHaveLength(2);
    expect(Buffer.from(await store.get(ORIGINAL))).toEqual(SHARED);
  });

  test('is put back when it is removed while it is being given to another document', async () => {
    const { store, first, second } = await twoProcesses();
    const slow = slowStore(store, (call) => on('remove')(call) && aboutKeys(ORIGINAL)(call));
    const removing = clearAllRemoved(processOf(slow.store, first), new AbortController().signal);
    await slow.firstHeld;

    await server.restart();
    await patiently(() =>
      receive(
        processOf(store, {
          ...second,
          receive: async (document) => {
            const received = await second.receive(document);
            slow.letThrough();
            while (await store.has(ORIGINAL)) await new Promise((resolve) => setImmediate(resolve));
            return received;
          },
        }),
      ),
    );
    await removing;

    expect(Buffer.from(await store.get(ORIGINAL))).toEqual(SHARED);
  });

  async function twoProcesses() {
    const folder = await mkdtemp(join(tmpdir(), 'diachi-lost-lock-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const store = await createFileObjectStore({ folder });
    const url = await server.createDatabase();
    const [first, second] = [await opened(url), await opened(url)];
    await first.putLibrary({ code: tinh, name: 'Thư viện tỉnh' });
    const { document } = await receive(processOf(store, first), [SHARED]);
    await first.remove(document.id);
    return { store, first, second };
  }
});

async function opened(url: string): Promise<Catalogue> {
  const catalogue = await createPostgresCatalogue({ url, poolSize: 2 });
  onTestFinished(() => catalogue.close());
  return catalogue;
}

const processOf = (store: ObjectStore, catalogue: Catalogue) => ({
  store,
  catalogue,
  keeping: createKeeping(),
  queue: createLocalQueue(),
  log,
  clock: () => new Date(),
});

const receive = (tools: ReturnType<typeof processOf>, files: readonly Buffer[] = [SHARED, OWN]) =>
  receiveDocument(tools, { files: files.map(sent), record, who: 'lan', mayAddLibrary: false });

/** Bytes that can be lent as often as they are asked for, as those of an upload whose pieces lie in the store. */
const sent = (bytes: Buffer, place: number): AcceptedFile => ({
  checksum: checksumOf(bytes),
  fileName: `${place}.jpg`,
  sentAs: `${place}.jpg`,
  sizeBytes: bytes.length,
  type: 'image/jpeg',
  bytes: {
    lend: async (use) => {
      const folder = await mkdtemp(join(tmpdir(), 'diachi-lent-'));
      try {
        await writeFile(join(folder, 'file'), bytes);
        return await use(join(folder, 'file'));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    letGo: async () => undefined,
  },
});

/** As a sender who is told that the library cannot be reached, and sends it again. */
async function patiently<Result>(work: () => Promise<Result>): Promise<Result> {
  return vi.waitFor(work, { timeout: 20_000, interval: 50 });
}

/** Something to wait for, until it is opened. */
function gate() {
  const { promise: passed, resolve } = Promise.withResolvers<void>();
  return { passed, open: () => resolve() };
}

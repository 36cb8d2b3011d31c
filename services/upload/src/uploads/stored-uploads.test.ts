import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { keys, parseChecksum } from '@diachi/domain';
import { createFileObjectStore } from '@diachi/store-files';
import { afterEach, expect, test } from 'vitest';
import { storeAway } from '../../../../test/faults/index.ts';
import type { TakenFile } from '../taken-file.ts';
import { allOf } from '../testing/all-of.ts';
import { beginUpload, call, jpeg, sendBytes, sha256, TUS, uploadAddress } from '../testing/send-file.ts';
import {
  type Headers,
  type LibraryOptions,
  openLibrary,
  removeFolder,
  type TemporaryLibrary,
} from '../testing/temporary-library.ts';

const MB = 2 ** 20;
const open: TemporaryLibrary[] = [];
const folders = new Set<string>();

afterEach(async () => {
  for (const library of open.splice(0).reverse()) await library.stop();
  for (const folder of folders) await removeFolder(folder);
  folders.clear();
});

test('an upload begun at one process goes on at another, and any of them makes a document of it', async () => {
  const { library, session } = await opened();
  const other = await beside(library);
  const third = await beside(library);
  const bytes = scan(9 * MB);
  const address = uploadAddress(await beginUpload(library, session, bytes.length));

  await sendBytes(library, session, address, 0, bytes.subarray(0, 5 * MB));
  expect(await offsetOf(other, session, address)).toBe(5 * MB);
  await sendBytes(other, session, address, 5 * MB, bytes.subarray(5 * MB));

  expect(await commit(third, session, address, bytes)).toMatchObject({ state: 'received', isNew: true });
  const key = keys.original(parseChecksum(sha256(bytes)));
  expect(sha256(Buffer.from(await library.store.get(key)))).toBe(sha256(bytes));
  expect(await allOf(library.store.list('incoming/'))).toEqual([]);
});

test('what comes is kept in pieces of at most 4 MiB', async () => {
  const { library, session } = await opened();
  const bytes = scan(9 * MB);
  const address = uploadAddress(await beginUpload(library, session, bytes.length));

  await sendBytes(library, session, address, 0, bytes);

  const pieces = (await allOf(library.store.list('incoming/'))).filter((key) => !key.endsWith('.json'));
  expect(await Promise.all(pieces.map((key) => library.store.sizeBytes(key)))).toEqual([4 * MB, 4 * MB, MB]);
});

test('what came before the line broke is kept to the last byte', async () => {
  const { library, session } = await opened();
  const bytes = scan(6 * MB);
  const address = uploadAddress(await beginUpload(library, session, bytes.length));

  await sendAndBreakOff(library, session, address, bytes, 5 * MB + 17);
  await untilTrue(async () => (await offsetOf(library, session, address)) === 5 * MB + 17);
  await sendBytes(library, session, address, 5 * MB + 17, bytes.subarray(5 * MB + 17));

  expect(await commit(library, session, address, bytes)).toMatchObject({ state: 'received', isNew: true });
});

test('a process killed while an upload comes loses at most its last piece, and the upload goes on elsewhere', async () => {
  const { library: first, session } = await opened();
  await stop(first);
  const bytes = scan(10 * MB);
  const killed = await startProcess(first.folder);
  const address = uploadAddress(await beginUpload(killed, session, bytes.length));
  const sending = sendAndBreakOff(killed, session, address, bytes, 9 * MB, killed.ended);
  const store = await createFileObjectStore({ folder: join(first.folder, 'store') });
  await untilTrue(async () => (await allOf(store.list('incoming/'))).length === 3);
  killed.kill();
  await sending;

  const library = await reopened({ folder: first.folder });
  const offset = await offsetOf(library, session, address);
  expect([4 * MB, 8 * MB]).toContain(offset);
  await sendBytes(library, session, address, offset, bytes.subarray(offset));

  expect(await commit(library, session, address, bytes)).toMatchObject({ state: 'received', isNew: true });
});

test('two senders at once cannot spoil an upload unseen', async () => {
  const { library, session } = await opened();
  const other = await beside(library);
  const bytes = scan(3_000);
  const address = uploadAddress(await beginUpload(library, session, bytes.length));
  const foreign = scan(bytes.length);

  // Each process knows only of its own, so both are let in.
  await Promise.all([
    sendBytes(library, session, address, 0, bytes.subarray(0, 2_000)),
    sendBytes(other, session, address, 0, foreign),
  ]);

  const taken = await commit(library, session, address, bytes);
  const isWhole = taken.document !== null;
  expect(taken).toMatchObject(isWhole ? { state: 'received' } : { code: 'upload.checksum-mismatch' });
  const originals = await allOf(library.store.list('originals/'));
  for (const key of originals) expect(key.endsWith(sha256(Buffer.from(await library.store.get(key))))).toBe(true);
  expect(originals).toHaveLength(isWhole ? 1 : 0);
});

test('a store that is away answers with when to come back, and the upload goes on then', async () => {
  let isAway = false;
  const { library, session } = await opened({
    wrapStore: (store) => storeAway(store, (asked) => isAway && asked.method === 'put'),
  });
  const bytes = scan(5 * MB);
  const address = uploadAddress(await beginUpload(library, session, bytes.length));

  isAway = true;
  const begun = await beginUpload(library, session, 10);
  const sent = await sendBytes(library, session, address, 0, bytes);
  expect([begun.status, begun.headers.has('retry-after')]).toEqual([503, true]);
  expect([sent.status, sent.headers.has('retry-after')]).toEqual([503, true]);
  expect(await sent.json()).toMatchObject({ code: 'store.unavailable' });

  isAway = false;
  const offset = await offsetOf(library, session, address);
  await sendBytes(library, session, address, offset, bytes.subarray(offset));
  expect(await commit(library, session, address, bytes)).toMatchObject({ state: 'received', isNew: true });
});

test('an upload that is given up leaves nothing', async () => {
  const { library, session } = await opened();
  const address = uploadAddress(await beginUpload(library, session, 3_000));
  await sendBytes(library, session, address, 0, scan(2_000));

  const answer = await fetch(library.origin + address, { method: 'DELETE', headers: { ...TUS, ...session } });

  expect(answer.status).toBe(204);
  expect(await allOf(library.store.list('incoming/'))).toEqual([]);
});

test('an upload without notes is nobody’s, and goes with the expired ones', async () => {
  const { library } = await opened();
  await library.store.put(keys.uploadPiece('0'.repeat(32), 0, 4), Buffer.from('left'), 'application/octet-stream');

  await library.service.close();
  await beside(library);

  expect(await allOf(library.store.list('incoming/'))).toEqual([]);
});

test('a commit that is asked for again while it goes on puts nothing together a second time', async () => {
  let pieceReads = 0;
  const askedTwice = Promise.withResolvers<void>();
  const { library, session } = await opened({
    wrapStore: (store) => ({
      ...store,
      read: async (key, range) => {
        if (key.startsWith('incoming/')) pieceReads += 1;
        await askedTwice.promise;
        return store.read(key, range);
      },
    }),
  });
  const bytes = scan(6 * MB);
  const address = uploadAddress(await beginUpload(library, session, bytes.length));
  await sendBytes(library, session, address, 0, bytes);

  const first = commit(library, session, address, bytes);
  await untilTrue(async () => pieceReads === 1);
  const again = commit(library, session, address, bytes);
  // Answered after the second was asked, so that both are under way.
  await call(library, session, 'GET', '/api/work');
  askedTwice.resolve();

  const [made, found] = [await first, await again];
  expect(made).toMatchObject({ state: 'received', isNew: true });
  expect(found).toMatchObject({ document: made.document, isNew: false });
  expect(pieceReads).toBe(2);
});

test('an upload that comes slowly can be gone on with for as long as one that was just begun', async () => {
  const day = 86_400_000;
  let nowMs = Date.now();
  const { library, session } = await opened({ clock: () => new Date(nowMs) });
  const bytes = scan(3_000);
  const address = uploadAddress(await beginUpload(library, session, bytes.length));
  const uploadNotes = keys.uploadNotes(address.replace('/uploads/', ''));
  const notes = JSON.parse(new TextDecoder().decode(await library.store.get(uploadNotes)));
  const begunLongAgo = { ...notes, creation_date: new Date(nowMs - 8 * day).toISOString() };

  await sendBytes(library, session, address, 0, bytes.subarray(0, 1_000));
  await library.store.put(uploadNotes, Buffer.from(JSON.stringify(begunLongAgo)), 'application/json');
  nowMs += 6 * day;
  const other = await reopened({ beside: library, clock: () => new Date(nowMs) });
  await other.service.reconcile();
  const sent = await sendBytes(other, session, address, 1_000, bytes.subarray(1_000));

  expect([sent.status, sent.headers.get('upload-offset')]).toEqual([204, '3000']);
  expect(await commit(library, session, address, bytes)).toMatchObject({ state: 'received', isNew: true });
});

test('an upload of which nothing came for as long as the setting says is removed', async () => {
  let nowMs = Date.now();
  const { library, session } = await opened({ clock: () => new Date(nowMs) });
  const address = uploadAddress(await beginUpload(library, session, 3_000));
  await sendBytes(library, session, address, 0, scan(1_000));

  nowMs += 8 * 86_400_000;
  await library.service.reconcile();

  expect(await allOf(library.store.list('incoming/'))).toEqual([]);
});

test('an upload whose length is told later, and that says so, is whole when it has come', async () => {
  const { library, session } = await opened();
  const bytes = scan(3_000);
  const begun = await fetch(`${library.origin}/uploads`, {
    method: 'POST',
    headers: { ...TUS, ...session, 'Upload-Defer-Length': '1' },
  });
  const address = uploadAddress(begun);

  await sendBytes(library, session, address, 0, bytes.subarray(0, 1_000));
  const rest = await fetch(library.origin + address, {
    method: 'PATCH',
    headers: {
      ...TUS,
      ...session,
      'Upload-Offset': '1000',
      'Upload-Length': '3000',
      'Content-Type': 'application/offset+octet-stream',
    },
    body: bytes.subarray(1_000),
  });

  expect([rest.status, rest.headers.get('upload-offset')]).toEqual([204, '3000']);
  expect(await commit(library, session, address, bytes)).toMatchObject({ state: 'received', isNew: true });
});

async function opened(options: LibraryOptions = {}): Promise<{ library: TemporaryLibrary; session: Headers }> {
  const library = await reopened(options);
  return { library, session: await library.signIn('lan', 'archivist') };
}

async function reopened(options: LibraryOptions): Promise<TemporaryLibrary> {
  const limits = { maxFileBytes: 50_000_000 };
  const library = await openLibrary({ works: false, uploadsIn: 'store', limits, ...options });
  open.push(library);
  folders.add(library.folder);
  return library;
}

const beside = (library: TemporaryLibrary) => reopened({ beside: library });

async function stop(library: TemporaryLibrary): Promise<void> {
  open.splice(open.indexOf(library), 1);
  await library.stop();
}

const scan = (sizeBytes: number): Buffer<ArrayBuffer> => {
  const start = jpeg('');
  return Buffer.concat([start, randomBytes(sizeBytes - start.length)]);
};

async function offsetOf({ origin }: { readonly origin: string }, session: Headers, address: string): Promise<number> {
  const head = await fetch(origin + address, { method: 'HEAD', headers: { ...TUS, ...session } });
  return Number(head.headers.get('upload-offset'));
}

async function commit(library: TemporaryLibrary, session: Headers, address: string, bytes: Buffer) {
  const upload = address.replace('/uploads/', '');
  const files = [{ upload, sha256: sha256(bytes), name: 'page.jpg' }];
  const answer = await call(library, session, 'POST', '/api/documents', { files });
  expect(answer.status).toBe(200);
  const [entry] = (await answer.json()) as readonly [TakenFile];
  return entry;
}

/** Sends the first bytes of all that is announced, and breaks the line; or waits until it breaks by itself. */
async function sendAndBreakOff(
  { origin }: { readonly origin: string },
  session: Headers,
  address: string,
  bytes: Buffer,
  sentBytes: number,
  broken?: Promise<unknown>,
): Promise<void> {
  const sending = request(origin + address, {
    method: 'PATCH',
    headers: {
      ...TUS,
      ...session,
      'Upload-Offset': '0',
      'Content-Length': bytes.length,
      'Content-Type': 'application/offset+octet-stream',
    },
  });
  const closed = new Promise((resolve) => sending.once('close', resolve));
  sending.on('error', () => undefined);
  await new Promise((resolve) => sending.write(bytes.subarray(0, sentBytes), resolve));
  if (broken) await broken;
  else await untilTrue(async () => sending.socket?.writableLength === 0);
  sending.destroy();
  await closed;
}

type OtherProcess = { readonly origin: string; readonly ended: Promise<unknown>; kill(): void };

/** The library in a process of its own, which says its address. */
async function startProcess(folder: string): Promise<OtherProcess> {
  const program = `
    import { openLibrary } from ${JSON.stringify(join(import.meta.dirname, '../testing/temporary-library.ts'))};
    const limits = { maxFileBytes: 50_000_000 };
    const library = await openLibrary({ folder: ${JSON.stringify(folder)}, works: false, uploadsIn: 'store', limits });
    process.stdout.write(library.origin + '\\n');
  `;
  const child = spawn(process.execPath, ['--conditions=source', '--input-type=module-typescript', '--eval', program], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const died = ended.then(() => Promise.reject(new Error('The process ended before it said its address.')));
  died.catch(() => undefined);
  const [origin] = (await Promise.race([once(createInterface(child.stdout), 'line'), died])) as [string];
  return { origin, ended, kill: () => void child.kill('SIGKILL') };
}

async function untilTrue(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setImmediate(resolve));
}

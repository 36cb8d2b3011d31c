import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';
import type { ObjectStore } from '../object-store.ts';

export const missing = { kind: 'missing', code: 'object.missing' };
export const page = Buffer.from(Array.from({ length: 10_000 }, (_, place) => place % 256));

export const download = {
  fileName: 'Địa chí Mường Tè (bản thảo).pdf',
  contentType: 'application/pdf',
  isInline: false,
  lifeSeconds: 60,
} as const;

export const text = (written: string) => Buffer.from(written);
export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
export const bytesOf = async (store: ObjectStore, key: string) => Buffer.from(await store.get(key));
export const getText = async (store: ObjectStore, key: string) => new TextDecoder().decode(await store.get(key));

export async function keysUnder(store: ObjectStore, prefix: string, after?: string): Promise<readonly string[]> {
  const keys: string[] = [];
  for await (const key of store.list(prefix, after)) keys.push(key);
  return keys;
}

/** More than any adapter sends or writes in one go. */
export const thickVolume = (seed: number) => {
  const body = Buffer.alloc(20_000_003, `trang ${seed}, `);
  for (let place = 0; place < body.length; place += 4_096) body.writeUInt8((place >> 12) % 251, place);
  return body;
};

export const inPieces = (body: Buffer) => Readable.from(piecesOf(body), { objectMode: false });

function* piecesOf(body: Buffer) {
  for (let start = 0; start < body.length; start += 65_000) yield body.subarray(start, start + 65_000);
}

export async function* breakingAfter(body: Buffer) {
  yield* piecesOf(body);
  throw new Error('the line broke');
}

/** A body that breaks off after its first part. */
export function breakingOff(): Readable {
  async function* parts() {
    yield page;
    throw new Error('the line broke');
  }
  return Readable.from(parts(), { objectMode: false });
}

export async function closedAfterwards(open: () => Promise<ObjectStore>): Promise<ObjectStore> {
  const store = await open();
  onTestFinished(() => store.close());
  return store;
}

export async function fileHere(body: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-contract-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'scan');
  await writeFile(file, body);
  return file;
}

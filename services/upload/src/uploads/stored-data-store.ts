import type { Readable } from 'node:stream';
import { Failure, fieldsOf, isFailure, keys } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { DataStore, Upload } from '@tus/server';
import { isUploadName, parseLastCame, parseUploadNotes, type UploadNotes } from './upload-notes.ts';
import { findPieces, reachOf } from './upload-pieces.ts';

/** What is held in memory of an upload while it comes, and lost of it when the process dies. */
const PIECE_BYTES = 4 * 2 ** 20;
const BYTES_TYPE = 'application/octet-stream';

/** How often it is noted, while an upload comes, that it still does. */
const NOTE_EVERY_MS = 60_000;

export type StoredDataStoreTools = {
  readonly store: ObjectStore;
  readonly expiryMs: number;
  readonly clock: () => Date;
};

/**
 * Keeps uploads in the object store, as pieces that each arrive whole, so that any process can go on with them. The protocol's server
 * asks for a class.
 */
export class StoredDataStore extends DataStore {
  readonly #store: ObjectStore;
  readonly #expiryMs: number;
  readonly #clock: () => Date;

  constructor({ store, expiryMs, clock }: StoredDataStoreTools) {
    super();
    this.#store = store;
    this.#expiryMs = expiryMs;
    this.#clock = clock;
    this.extensions = ['creation', 'creation-with-upload', 'creation-defer-length', 'termination', 'expiration'];
  }

  override async create(upload: Upload): Promise<Upload> {
    const { id, size, metadata, creation_date } = upload;
    await this.#note(id, { size, metadata, creation_date });
    return upload;
  }

  /** What came before the line broke is kept, to the last byte. */
  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    let end = offset;
    let held: Buffer[] = [];
    let heldBytes = 0;
    let notedAtMs = Number.NEGATIVE_INFINITY;
    const put = async () => {
      if (heldBytes === 0) return;
      const bytes = Buffer.concat(held, heldBytes);
      held = [];
      heldBytes = 0;
      await this.#store.put(keys.uploadPiece(id, end, bytes.length), bytes, BYTES_TYPE);
      end += bytes.length;
      const nowMs = this.#clock().getTime();
      if (nowMs - notedAtMs < Math.min(NOTE_EVERY_MS, this.#expiryMs / 4)) return;
      await noteLastCame(this.#store, id, nowMs);
      notedAtMs = nowMs;
    };
    try {
      for await (const chunk of stream) {
        for (let at = 0; at < chunk.length; ) {
          const part: Buffer = chunk.subarray(at, at + PIECE_BYTES - heldBytes);
          held.push(part);
          heldBytes += part.length;
          at += part.length;
          if (heldBytes === PIECE_BYTES) await put();
        }
      }
    } catch (thrown) {
      await put();
      throw thrown;
    }
    await put();
    return end;
  }

  override async getUpload(id: string): Promise<Upload> {
    const kept = await this.#kept(id);
    const offset = reachOf(await findPieces(this.#store, id));
    const lastCameAtMs = await findLastCame(this.#store, id);
    // The server counts from this on how long the upload can be gone on with.
    const counted = lastCameAtMs !== null && { creation_date: new Date(lastCameAtMs).toISOString() };
    return new Upload({ id, offset, ...kept, ...counted });
  }

  override async declareUploadLength(id: string, size: number): Promise<void> {
    await this.#note(id, { ...(await this.#kept(id)), size });
  }

  /** The notes last: an upload that is there in part can be gone on with or removed again. */
  override async remove(id: string): Promise<void> {
    await removeUpload(this.#store, id);
  }

  override getExpiration(): number {
    return this.#expiryMs;
  }

  async #note(id: string, notes: object): Promise<void> {
    await this.#store.put(keys.uploadNotes(id), Buffer.from(JSON.stringify(notes)), 'application/json');
  }

  async #kept(id: string) {
    const text = await readText(this.#store, keys.uploadNotes(id));
    if (text === null || !parseUploadNotes(text)) {
      throw new Failure('missing', 'upload.missing', 'This upload is not known any more. Begin it again.');
    }
    const { size, metadata, creation_date } = fieldsOf(JSON.parse(text));
    return {
      ...(typeof size === 'number' && { size }),
      ...(metadata !== undefined && { metadata: textsOf(metadata) }),
      ...(typeof creation_date === 'string' && { creation_date }),
    };
  }
}

const textsOf = (raw: unknown): Record<string, string | null> =>
  Object.fromEntries(
    Object.entries(fieldsOf(raw)).map(([name, text]) => [name, typeof text === 'string' ? text : null]),
  );

/** Null when there is no such upload. */
export async function findStoredNotes(store: Pick<ObjectStore, 'get'>, upload: string): Promise<UploadNotes | null> {
  if (!isUploadName(upload)) return null;
  const text = await readText(store, keys.uploadNotes(upload));
  return text === null ? null : parseUploadNotes(text);
}

// Not in the notes themselves: two processes that write at once would take from each other what they noted.
async function noteLastCame(store: Pick<ObjectStore, 'put'>, upload: string, atMs: number): Promise<void> {
  await store.put(keys.uploadLastCame(upload), Buffer.from(JSON.stringify({ atMs })), 'application/json');
}

/** In milliseconds, to the minute; null when nothing came yet. */
export async function findLastCame(store: Pick<ObjectStore, 'get'>, upload: string): Promise<number | null> {
  const text = await readText(store, keys.uploadLastCame(upload));
  return text === null ? null : parseLastCame(text);
}

async function readText(store: Pick<ObjectStore, 'get'>, key: string): Promise<string | null> {
  try {
    return new TextDecoder().decode(await store.get(key));
  } catch (thrown) {
    if (isFailure(thrown) && thrown.code === 'object.missing') return null;
    throw thrown;
  }
}

/** Removes an upload and everything that came of it. */
export async function removeUpload(store: Pick<ObjectStore, 'list' | 'remove'>, upload: string): Promise<void> {
  const notes = keys.uploadNotes(upload);
  for await (const key of store.list(keys.upload(upload))) if (key !== notes) await store.remove(key);
  await store.remove(notes);
}

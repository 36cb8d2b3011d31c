import { randomUUID } from 'node:crypto';
import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checksum, Failure, keys } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { checksumOf } from '../checksum-of.ts';
import { assemblePieces } from './assemble-pieces.ts';
import type { FinishedUpload, ResumableUploads, UploadLimits } from './resumable-uploads.ts';
import { findLastCame, findStoredNotes, removeUpload, StoredDataStore } from './stored-data-store.ts';
import { tusRoute } from './tus-route.ts';
import { checkWhole, isUploadName, mayTouch } from './upload-notes.ts';
import { findPieces, reachOf, type UsedPiece } from './upload-pieces.ts';

export type StoredUploadsTools = UploadLimits & {
  readonly store: ObjectStore;
  /** Where uploads are put together on this machine; whoever owns it empties it when the process starts. */
  readonly scratchFolder: string;
};

/** Resumable uploads kept in the object store: begun at one process of the library, they go on at any other. */
export function createStoredUploads({ store, scratchFolder, ...limits }: StoredUploadsTools): ResumableUploads {
  const { expiryMs, clock } = limits;
  return {
    route: tusRoute({
      ...limits,
      datastore: new StoredDataStore({ store, expiryMs, clock }),
      findNotes: (upload) => findStoredNotes(store, upload),
      // The store itself says when it is full.
      checkRoom: async () => undefined,
    }),

    find: async (upload, visitor) => {
      const notes = await findStoredNotes(store, upload);
      if (!notes || !mayTouch(notes, visitor)) return null;
      const pieces = await findPieces(store, upload);
      checkWhole(reachOf(pieces), notes);
      return assembled(store, scratchFolder, pieces);
    },

    forget: async (upload, visitor) => {
      const notes = await findStoredNotes(store, upload);
      if (notes && mayTouch(notes, visitor)) await removeUpload(store, upload);
    },

    removeExpired: async () => {
      let removed = 0;
      for await (const upload of namesOf(store)) {
        const notes = await findStoredNotes(store, upload);
        // Notes are written before the first piece and go after the last: without them, nobody can go on with it.
        const lastMs = notes && Math.max(notes.begunAtMs ?? 0, (await findLastCame(store, upload)) ?? 0);
        if (lastMs && clock().getTime() <= lastMs + expiryMs) continue;
        await removeUpload(store, upload);
        removed += 1;
      }
      return removed;
    },
  };
}

/** Puts the pieces together when the file is asked for; a second time, should it have been moved away or let go of. */
function assembled(store: ObjectStore, scratchFolder: string, pieces: readonly UsedPiece[]): FinishedUpload {
  let file: { readonly path: string } | null = null;
  let known: Checksum | null = null;

  const letGo = async () => {
    const { path } = file ?? {};
    file = null;
    if (path) await rm(path, { force: true });
  };
  const assemble = async () => {
    const path = join(scratchFolder, randomUUID());
    file = { path };
    const checksum = await assemblePieces(store, pieces, path);
    // What was looked at before must be what is kept now.
    if (known !== null && known !== checksum) throw changedMeanwhile();
    known = checksum;
    return path;
  };

  return {
    sizeBytes: reachOf(pieces),
    checksumOf: async (path) => known ?? checksumOf(path),
    bytes: {
      lend: async (use) => {
        const isThere =
          file !== null &&
          (await access(file.path).then(
            () => true,
            () => false,
          ));
        return use(file && isThere ? file.path : await assemble());
      },
      letGo,
    },
  };
}

const changedMeanwhile = () =>
  new Failure('invalid', 'upload.checksum-mismatch', 'The file did not arrive as it was sent. Upload it again.');

/** Each upload of which anything is there, once. */
async function* namesOf(store: Pick<ObjectStore, 'list'>): AsyncGenerator<string> {
  const prefix = keys.incoming();
  let last = '';
  const all: string[] = [];
  for await (const key of store.list(prefix)) {
    const [name = ''] = key.slice(prefix.length).split('/');
    if (name === last || !isUploadName(name)) continue;
    last = name;
    all.push(name);
  }
  yield* all;
}

import { mkdirSync } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { FileStore } from '@tus/file-store';
import type { Upload } from '@tus/server';
import { arrivedFile } from '../arrived-file.ts';
import { checksumOf } from '../checksum-of.ts';
import type { ResumableUploads, UploadLimits } from './resumable-uploads.ts';
import { tusRoute } from './tus-route.ts';
import { checkRoom, readUploadNotes, removeUnusedSince, sizeOf, uploadPaths } from './upload-folder.ts';
import { checkWhole, mayTouch } from './upload-notes.ts';

export type FolderUploadsTools = UploadLimits & { readonly folder: string };

/** Counts how long an upload can be gone on with from when its last byte came, which the server asks for as when it began. */
class FolderDataStore extends FileStore {
  override async getUpload(id: string): Promise<Upload> {
    const upload = await super.getUpload(id);
    const { mtime } = await stat(uploadPaths(this.directory, id).bytes);
    upload.creation_date = mtime.toISOString();
    return upload;
  }
}

/** Resumable uploads kept in a folder of this machine. */
export function createFolderUploads({ folder, ...limits }: FolderUploadsTools): ResumableUploads {
  const { expiryMs, clock } = limits;
  mkdirSync(folder, { recursive: true });
  return {
    route: tusRoute({
      ...limits,
      datastore: new FolderDataStore({ directory: folder, expirationPeriodInMilliseconds: expiryMs }),
      findNotes: (upload) => readUploadNotes(folder, upload),
      checkRoom: (bytes) => checkRoom(folder, bytes),
    }),

    find: async (upload, visitor) => {
      const notes = await readUploadNotes(folder, upload);
      if (!notes || !mayTouch(notes, visitor)) return null;
      const { bytes } = uploadPaths(folder, upload);
      const received = await sizeOf(bytes);
      if (received === null) return { bytes: null, sizeBytes: notes.sizeBytes ?? 0, checksumOf };
      checkWhole(received, notes);
      // It stays until it is forgotten: nothing was made of it before.
      return { bytes: { ...arrivedFile(bytes), letGo: async () => undefined }, sizeBytes: received, checksumOf };
    },

    forget: async (upload, visitor) => {
      const owned = await readUploadNotes(folder, upload);
      if (!owned || !mayTouch(owned, visitor)) return;
      const { bytes, notes } = uploadPaths(folder, upload);
      await rm(bytes, { force: true });
      await rm(notes, { force: true });
    },

    removeExpired: () => removeUnusedSince(folder, clock().getTime() - expiryMs),
  };
}

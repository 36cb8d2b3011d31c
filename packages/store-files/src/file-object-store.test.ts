import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { objectStoreContract } from '@diachi/ports/contract';
import { describe, onTestFinished } from 'vitest';
import { createFileObjectStore } from './file-object-store.ts';

describe('file object store', () => {
  objectStoreContract(async () => createFileObjectStore({ folder: await emptyFolder() }), {
    async openAway() {
      const folder = await emptyFolder();
      const store = await createFileObjectStore({ folder });
      await rename(folder, `${folder}-elsewhere`);
      onTestFinished(() => rm(`${folder}-elsewhere`, { recursive: true }));
      return store;
    },
  });
});

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-store-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

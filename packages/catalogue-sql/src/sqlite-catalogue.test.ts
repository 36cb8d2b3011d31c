import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogueContract } from '@diachi/ports/contract';
import { describe, onTestFinished } from 'vitest';
import { catalogueIn, createSqliteCatalogue } from './sqlite-catalogue.ts';
import { openSqliteFile } from './sqlite-file.ts';

describe('SQLite catalogue', () => {
  const paths = new WeakMap<object, string>();
  const open = async (path: string) => {
    const catalogue = await createSqliteCatalogue({ path });
    paths.set(catalogue, path);
    return catalogue;
  };

  catalogueContract(async () => open(await emptyPath()), {
    async openAway() {
      const file = openSqliteFile(await emptyPath());
      const catalogue = await catalogueIn(file, () => new Date());
      file.close();
      return { ...catalogue, close: async () => {} };
    },

    async openFull(kept) {
      const file = openSqliteFile(await emptyPath());
      const catalogue = await catalogueIn(file, () => new Date());
      await catalogue.receive(kept);
      // SQLite answers as it does on a full disk.
      file.exec('pragma max_page_count = 60');
      return catalogue;
    },

    async reopen(catalogue) {
      await catalogue.close();
      return open(paths.get(catalogue) ?? '');
    },
  });
});

async function emptyPath(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-catalogue-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, 'catalogue.sqlite');
}

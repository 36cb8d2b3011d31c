import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageFolders } from './planted-tree.ts';

const repository = join(import.meta.dirname, '..', '..');
const folders = await packageFolders();

describe('what a package declares', () => {
  test.each(folders)('%s is built after exactly the packages of ours it depends on', async (folder) => {
    const { dependencies = {} } = await readJson(join(folder, 'package.json'));
    const { references = [] } = await readJson(join(folder, 'tsconfig.json'));

    const needed = Object.keys(dependencies).filter((name) => name.startsWith('@diachi/'));
    const built = await Promise.all(
      references.map(async ({ path }: { path: string }) => (await readJson(join(folder, path, 'package.json'))).name),
    );

    expect(built.toSorted()).toEqual(needed.toSorted());
  });

  test('the build knows every package', async () => {
    const { references } = await readJson('tsconfig.json');

    expect(references.map(({ path }: { path: string }) => path).toSorted()).toEqual(folders.toSorted());
  });
});

const readJson = async (path: string) => JSON.parse(await readFile(join(repository, path), 'utf8'));

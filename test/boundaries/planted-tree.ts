import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';

const repository = join(import.meta.dirname, '..', '..');

/**
 * An empty likeness of our tree in a temporary folder: every package with its package.json and one file, each able to
 * resolve every other and one vendor, so that only the dependency rule can refuse an import.
 */
export async function plantedTree(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'diachi-boundaries-'));
  onTestFinished(() => rm(root, { recursive: true, force: true }));

  for (const folder of await packageFolders()) {
    await mkdir(join(root, folder, 'src'), { recursive: true });
    await cp(join(repository, folder, 'package.json'), join(root, folder, 'package.json'));
    await writeFile(join(root, folder, 'src', 'index.ts'), 'export const here = true;\n');
    await link(root, folder, await packageName(folder));
  }
  await mkdir(join(root, 'node_modules', 'express'), { recursive: true });
  await writeFile(join(root, 'node_modules', 'express', 'package.json'), '{"name":"express","main":"index.js"}');
  await writeFile(join(root, 'node_modules', 'express', 'index.js'), '');

  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
  return root;
}

/** Every folder of the workspace that holds a package of ours. */
export async function packageFolders(): Promise<readonly string[]> {
  const tops = ['packages', 'workers', 'services'];
  const found = await Promise.all(
    tops.map(async (top) => (await readdir(join(repository, top))).map((name) => `${top}/${name}`)),
  );
  return found.flat();
}

async function packageName(folder: string): Promise<string> {
  const { default: manifest } = await import(join(repository, folder, 'package.json'), { with: { type: 'json' } });
  return manifest.name;
}

async function link(root: string, folder: string, name: string): Promise<void> {
  await mkdir(join(root, 'node_modules', '@diachi'), { recursive: true });
  await symlink(join(root, folder), join(root, 'node_modules', name));
}

import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from '@diachi/domain';
import type { AssetFile, Assets, Island } from './assets.ts';

// The same from src/ and from dist/.
const BUILT = fileURLToPath(new URL('../dist/browser/', import.meta.url));

const contentTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
};

/** Reads what was built for browsers into memory: well under a megabyte. Fails with `assets.missing` when it was not built. */
export async function readAssets(folder: string = BUILT): Promise<Assets> {
  const names = await readManifest(folder);
  const nameOf = (source: string): string => {
    const name = names.get(source);
    if (name) return `/assets/${name}`;
    throw notBuilt(folder);
  };
  const scripts: Readonly<Record<Island, string>> = {
    suggest: nameOf('src/browser/suggest.ts'),
    reading: nameOf('src/browser/reading.ts'),
    upload: nameOf('src/browser/upload.ts'),
    live: nameOf('src/browser/live.ts'),
    elsewhere: nameOf('src/browser/elsewhere.ts'),
    tryCall: nameOf('src/browser/try-call.ts'),
  };
  return {
    stylesheet: nameOf('src/styles/portal.css'),
    script: (island) => scripts[island],
    notices: nameOf('third-party-notices.txt'),
    files: await readFiles(join(folder, 'assets')),
  };
}

async function readManifest(folder: string): Promise<ReadonlyMap<string, string>> {
  try {
    const raw: unknown = JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
    const entries = Object.entries(raw as Readonly<Record<string, { readonly file: string }>>);
    return new Map(entries.map(([source, { file }]) => [source, file.replace(/^assets\//, '')]));
  } catch (cause) {
    throw notBuilt(folder, cause);
  }
}

async function readFiles(folder: string): Promise<ReadonlyMap<string, AssetFile>> {
  const names = await readdir(folder);
  const files = names.map(async (name): Promise<[string, AssetFile]> => {
    const contentType = contentTypes[extname(name)] ?? 'application/octet-stream';
    return [name, { body: await readFile(join(folder, name)), contentType }];
  });
  return new Map(await Promise.all(files));
}

const notBuilt = (folder: string, cause?: unknown) =>
  new Failure(
    'unavailable',
    'assets.missing',
    `The scripts and styles of the pages are not in ${folder}. Build them: pnpm --filter @diachi/portal-service build.`,
    { cause },
  );

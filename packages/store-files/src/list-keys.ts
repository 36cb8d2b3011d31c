import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { objectPath, splitPrefix } from './object-path.ts';
import { saysAbsent } from './store-failure.ts';

/**
 * Every key under a prefix and after another key, in the order of the keys, one folder in memory at a time. A folder that is not there
 * has none, and one that has only keys before is not opened.
 */
export async function* listKeys(folder: string, prefix: string, after = ''): AsyncGenerator<string> {
  const { inside, nameStart } = splitPrefix(prefix);
  if (after !== '') objectPath(folder, after);
  yield* keysInside({ folder, after }, inside, nameStart);
}

type Wanted = { readonly folder: string; readonly after: string };

async function* keysInside(wanted: Wanted, inside: string, nameStart: string): AsyncGenerator<string> {
  const { folder, after } = wanted;
  for (const entry of await readEntries(join(folder, inside))) {
    // The store's own folder begins with a dot, as no key does.
    if (entry.name.startsWith('.') || !entry.name.startsWith(nameStart)) continue;
    const path = inside + orderOf(entry);
    if (entry.isDirectory() && (path > after || after.startsWith(path))) yield* keysInside(wanted, path, '');
    else if (entry.isFile() && path > after) yield path;
  }
}

async function readEntries(folder: string): Promise<readonly Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((one, other) => (orderOf(one) < orderOf(other) ? -1 : 1));
  } catch (thrown) {
    // Removed with its last object while we were listing, or never there.
    if (saysAbsent(thrown)) return [];
    throw thrown;
  }
}

// A folder stands where its keys stand: `a-b` < `a.json` < `a/b`.
const orderOf = (entry: Dirent) => (entry.isDirectory() ? `${entry.name}/` : entry.name);

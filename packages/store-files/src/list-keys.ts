import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { splitPrefix } from './object-path.ts';
import { saysAbsent } from './store-failure.ts';

/** Every key under a prefix, in the order of the keys, one folder in memory at a time. A folder that is not there has none. */
export async function* listKeys(folder: string, prefix: string): AsyncGenerator<string> {
  const { inside, nameStart } = splitPrefix(prefix);
  yield* keysInside(folder, inside, nameStart);
}

async function* keysInside(folder: string, inside: string, nameStart: string): AsyncGenerator<string> {
  for (const entry of await readEntries(join(folder, inside))) {
    // The store's own folder begins with a dot, as no key does.
    if (entry.name.startsWith('.') || !entry.name.startsWith(nameStart)) continue;
    if (entry.isDirectory()) yield* keysInside(folder, `${inside}${entry.name}/`, '');
    else if (entry.isFile()) yield inside + entry.name;
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

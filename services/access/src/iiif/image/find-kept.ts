import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

export type FoundFile = { readonly name: string; readonly sizeBytes: number; readonly usedMs: number };

/** Names are small letters, digits and `-`; their last two signs spread them over folders. */
const NAME = /^[a-z0-9-]{4,120}$/;
const PART = /^[a-z0-9-]{2}$/;

/** Where files lie that are being written. */
export const unfinishedFolder = (folder: string): string => join(folder, 'unfinished');

/** Fails for what cannot be the name of a kept file. */
export function keptPath(folder: string, name: string): string {
  if (!NAME.test(name)) throw new Error(`${name} cannot be the name of a kept file`);
  return join(folder, name.slice(-2), name);
}

/** Files kept in a folder, those used longest ago first. What a killed process left unfinished is removed, and whatever is not ours is left alone. */
export async function findKept(folder: string): Promise<readonly FoundFile[]> {
  await rm(unfinishedFolder(folder), { recursive: true, force: true });
  const found: FoundFile[] = [];
  for (const part of (await namesIn(folder)).filter((name) => PART.test(name))) {
    const names = (await namesIn(join(folder, part))).filter((name) => NAME.test(name) && name.endsWith(part));
    for (const name of names) {
      const { size, mtimeMs } = await stat(join(folder, part, name));
      found.push({ name, sizeBytes: size, usedMs: mtimeMs });
    }
  }
  return found.sort((one, other) => one.usedMs - other.usedMs);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw thrown;
  }
}

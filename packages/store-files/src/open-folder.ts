import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './durable-folder.ts';
import { removeLeftovers } from './incoming.ts';

/** Makes the store's folder if it is not there yet, checks that it may be written to, and tidies what killed processes left. */
export async function openFolder(folder: string, incoming: string): Promise<void> {
  const firstMade = await mkdir(incoming, { recursive: true });
  if (firstMade) await syncUpTo(dirname(firstMade), folder);
  await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  await removeLeftovers(incoming);
}

/** Syncs a folder and each above it up to `top`, for the name of each lies in the one above. */
async function syncUpTo(top: string, folder: string): Promise<void> {
  await syncFolder(folder);
  const above = dirname(folder);
  if (folder !== top && above !== folder) await syncUpTo(top, above);
}

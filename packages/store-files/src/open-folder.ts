import { constants } from 'node:fs';
import { access, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder } from './durable-folder.ts';
import { removeLeftovers } from './incoming.ts';

/** Makes the store's folder if it is not there yet, checks that it may be written to, and tidies what killed processes left. */
export async function openFolder(folder: string, incoming: string): Promise<void> {
  const firstMade = await mkdir(incoming, { recursive: true });
  if (firstMade) {
    await syncFolder(folder);
    await syncFolder(dirname(firstMade));
  }
  await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  await removeLeftovers(incoming);
}

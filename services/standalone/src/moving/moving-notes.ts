import { open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** How far the objects are: everything up to this key is at its new place and verified. */
type MovedSoFar = { readonly lastKey: string; readonly objects: number; readonly bytes: number };

export type MovingNotes = {
  /** Null before anything was moved, or when the notes are of a move to elsewhere. */
  read(): Promise<MovedSoFar | null>;
  write(moved: MovedSoFar): Promise<void>;
  remove(): Promise<void>;
};

/** Keeps count in the data folder, so that a move that was broken off goes on where it was. `to` names the new place. */
export function movingNotes(folder: string, to: string): MovingNotes {
  const path = join(folder, 'moving.json');
  return {
    async read() {
      try {
        return parse(JSON.parse(await readFile(path, 'utf8')), to);
      } catch (thrown) {
        if (thrown instanceof SyntaxError || (thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
        throw thrown;
      }
    },
    async write(moved) {
      const unfinished = `${path}.new`;
      await using file = await open(unfinished, 'w');
      await file.writeFile(JSON.stringify({ to, ...moved }));
      await file.sync();
      await rename(unfinished, path);
    },
    remove: () => rm(path, { force: true }),
  };
}

function parse(raw: unknown, expected: string): MovedSoFar | null {
  const { to, lastKey, objects, bytes } = (raw ?? {}) as Record<string, unknown>;
  if (to !== expected || typeof lastKey !== 'string' || typeof objects !== 'number' || typeof bytes !== 'number')
    return null;
  return { lastKey, objects, bytes };
}

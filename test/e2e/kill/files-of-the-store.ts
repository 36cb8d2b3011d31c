import { lstatSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Every file under a folder, by its path from there, with what tells whether it was written again. Empty when the folder is not there. */
export function filesUnder(folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (place: string) => {
    for (const entry of readdirSync(place, { withFileTypes: true })) {
      const path = join(place, entry.name);
      if (entry.isDirectory()) walk(path);
      else {
        const { ino, mtimeNs } = lstatSync(path, { bigint: true });
        found.set(relative(folder, path), `${ino} ${mtimeNs}`);
      }
    }
  };
  try {
    walk(folder);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT') throw thrown;
  }
  return found;
}

/** The last thing each step writes: when it is there, the step is done and what it wrote stays as it is. */
const lastOfStep = /\/(?:pages\.json|text\.json|1600\.webp|document\.pdf)$/;

/** Files that finished steps wrote before and wrote again since. */
export function writtenAgain(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): readonly string[] {
  return [...before]
    .filter(([path, was]) => lastOfStep.test(path) && now.has(path) && now.get(path) !== was)
    .map(([path]) => path);
}

/** Whether some document was looked into and is not published yet. */
export function hasUnfinished(files: ReadonlyMap<string, string>): boolean {
  const revisions = [...files.keys()].filter((path) => path.endsWith('/pages.json'));
  return revisions.some((path) => !files.has(path.replace(/pages\.json$/, 'manifest.json')));
}

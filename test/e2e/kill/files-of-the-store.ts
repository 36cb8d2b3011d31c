import { lstatSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Every file under a folder, by its path from there, with what tells whether it was written again. What is not there, or goes while we look, is passed over. */
export function filesUnder(folder: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const walk = (place: string) => {
    for (const entry of unlessGone(() => readdirSync(place, { withFileTypes: true })) ?? []) {
      const path = join(place, entry.name);
      if (entry.isDirectory()) walk(path);
      else {
        const file = unlessGone(() => lstatSync(path, { bigint: true }));
        if (file) found.set(relative(folder, path), `${file.ino} ${file.mtimeNs}`);
      }
    }
  };
  walk(folder);
  return found;
}

function unlessGone<Answer>(look: () => Answer): Answer | null {
  try {
    return look();
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw thrown;
  }
}

/** The last thing each step writes: when it is there, the step is done and what it wrote stays as it is. */
const lastOfStep = /\/(?:pages\.json|text\.json|1600\.webp|document\.pdf)$/;

/** Files that finished steps wrote before and wrote again since. */
export function writtenAgain(before: ReadonlyMap<string, string>, now: ReadonlyMap<string, string>): readonly string[] {
  return [...before]
    .filter(([path, was]) => lastOfStep.test(path) && now.has(path) && now.get(path) !== was)
    .map(([path]) => path);
}

/** How many steps have ended. */
export const stepsEnded = (files: ReadonlyMap<string, string>): number =>
  [...files.keys()].filter((path) => lastOfStep.test(path)).length;

/** Whether some document was received and is not published yet. */
export function hasUnfinished(files: ReadonlyMap<string, string>): boolean {
  const published = new Set([...files.keys()].flatMap((path) => /^(.*)\/r\d+\/manifest\.json$/.exec(path)?.[1] ?? []));
  return [...files.keys()].some((path) => path.endsWith('/record.json') && !published.has(dirname(path)));
}

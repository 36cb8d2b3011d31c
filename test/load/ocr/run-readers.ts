import { cpuSeconds } from './cpu-time.ts';
import { readTruth, type TruePage } from './find-pages.ts';
import { measurePage, type PageMeasure } from './measure-page.ts';
import type { Reader } from './readers.ts';

/** One page as one reader read it, and what that took. */
export type Run = PageMeasure & {
  readonly page: string;
  readonly reader: string;
  readonly seconds: number;
  /** Seconds of processor time, of all threads and child processes. */
  readonly cpu: number;
};

/** Every page by every reader in turn, so that whatever else the machine does falls on all of them alike. */
export async function runReaders(
  readers: readonly Reader[],
  pages: readonly TruePage[],
  heard: (run: Run) => void,
): Promise<readonly Run[]> {
  const runs: Run[] = [];
  try {
    // The first page also starts the engines, which the others share.
    for (const reader of readers) if (pages[0]) await reader.read(pages[0].picture);
    for (const page of pages) {
      const truth = await readTruth(page);
      for (const reader of readers) {
        const [started, cpu] = [performance.now(), cpuSeconds()];
        const read = await reader.read(page.picture);
        const [ended, used] = [performance.now(), cpuSeconds()];
        const measure = measurePage(truth.exact, truth.page, read);
        const run = {
          page: page.name,
          reader: reader.name,
          seconds: (ended - started) / 1_000,
          cpu: used - cpu,
          ...measure,
        };
        runs.push(run);
        heard(run);
      }
    }
  } finally {
    await Promise.all(readers.map((reader) => reader.close()));
  }
  return runs;
}

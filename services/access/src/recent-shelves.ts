import type { Catalogue, Shelf } from '@diachi/ports';

/** Counting may take one part in so many of a process's time, however many people look. */
const SHARE = 50;
/** Nobody notices that a page waits so long. */
const UNNOTICED_MS = 50;

/**
 * What can be browsed, counted anew when the last count has aged enough for what it cost: a small library's each time, a large
 * one's after some seconds, and then while people are shown the last one. Fails as the catalogue does while there is none.
 */
export function createRecentShelves(
  catalogue: Pick<Catalogue, 'shelves'>,
  nowMs: () => number,
): () => Promise<readonly Shelf[]> {
  let last: { readonly shelves: readonly Shelf[]; readonly tookMs: number; readonly atMs: number } | null = null;
  let counting: Promise<readonly Shelf[]> | null = null;

  const count = async () => {
    const startMs = nowMs();
    const shelves = await catalogue.shelves();
    last = { shelves, tookMs: nowMs() - startMs, atMs: nowMs() };
    return shelves;
  };

  return async () => {
    if (last && nowMs() - last.atMs < last.tookMs * SHARE) return last.shelves;
    counting ??= count().finally(() => {
      counting = null;
    });
    if (!last || last.tookMs <= UNNOTICED_MS) return counting;
    // Whoever asks next asks again, and is told when that fails for good: nobody is left without an answer meanwhile.
    counting.catch(() => undefined);
    return last.shelves;
  };
}

import { type ActivityWindow, secondsFrom, windowEnds, windowsAround } from '@diachi/iiif';
import type { ChangeFilter, Changes, DocumentChange } from '@diachi/ports';

type Asked = Pick<Changes, 'changes'>;

/** The most activities of a page, unless more happened within one second. */
export const PAGE_ACTIVITIES = 500;

/*
 * Pages are stretches of time: the longest (a year, a month … a second) in which no more happened than a page holds. Their addresses stay what they are, whatever is
 * published later, and one is found from another in constant time.
 */

/** The page a moment is told on. */
async function windowOf(catalogue: Asked, at: string): Promise<ActivityWindow> {
  const windows = windowsAround(at);
  for (const window of windows) if (await isPage(catalogue, window)) return window;
  return windows.at(-1) ?? at;
}

/** Whether so little happened in a stretch of time that it is one page. A second always is. */
export async function isPage(catalogue: Asked, window: ActivityWindow): Promise<boolean> {
  if (window.length === 19) return true;
  const stretch = { order: 'oldest-first', limit: PAGE_ACTIVITIES } as const;
  return (await catalogue.changes(windowEnds(window), stretch)).next === null;
}

/** Everything that happened in it, earliest first. */
export async function changesIn(catalogue: Asked, window: ActivityWindow): Promise<readonly DocumentChange[]> {
  const found: DocumentChange[] = [];
  let after: string | null = null;
  do {
    const { changes, next } = await stretchOf(catalogue, windowEnds(window), after);
    found.push(...changes);
    after = next;
  } while (after !== null);
  return found;
}

const stretchOf = (catalogue: Asked, filter: ChangeFilter, after: string | null) =>
  catalogue.changes(filter, { order: 'oldest-first', limit: PAGE_ACTIVITIES, ...(after !== null && { after }) });

const nearest = async (catalogue: Asked, filter: ChangeFilter, order: 'oldest-first' | 'newest-first') => {
  const [change] = (await catalogue.changes(filter, { order, limit: 1 })).changes;
  return change ? windowOf(catalogue, change.at) : null;
};

export const firstWindow = (catalogue: Asked) => nearest(catalogue, {}, 'oldest-first');
export const lastWindow = (catalogue: Asked) => nearest(catalogue, {}, 'newest-first');

/** The page before one on which something happened; null where there is none. */
export const windowBefore = (catalogue: Asked, window: ActivityWindow) =>
  nearest(catalogue, { until: secondsFrom(windowEnds(window).from, -1) }, 'newest-first');

export const windowAfter = (catalogue: Asked, window: ActivityWindow) =>
  nearest(catalogue, { from: secondsFrom(windowEnds(window).until, 1) }, 'oldest-first');

import type { Asker, DocumentId, PageIndex } from '@diachi/domain';
import type { PageHit, Reading } from '@diachi/ports';

/** Where a page stands among those of its document that match. */
export type HitsAround = {
  readonly total: number;
  /** From 1 when the page itself matches, otherwise null. */
  readonly position: number | null;
  readonly previous: PageIndex | null;
  readonly next: PageIndex | null;
  /** The start of a word the pages were found by, where whole words found none. */
  readonly wordStart: string | null;
  /** The matching pages nearest to it, in reading order. */
  readonly near: readonly PageHit[];
};

const STRETCH = 200;
const NEAR_BEFORE = 3;
const NEAR = 12;

export type HitsAsked = {
  readonly id: DocumentId;
  readonly query: string;
  readonly page: PageIndex;
  readonly asker: Asker;
};

/** Finds the matching pages before and after one, reading on until it is passed. */
export async function findHitsAround(
  reading: Pick<Reading, 'hits'>,
  { id, query, page, asker }: HitsAsked,
): Promise<HitsAround> {
  const known: PageHit[] = [];
  for (;;) {
    const { total, pages, wordStart } = await reading.hits(id, query, { offset: known.length, limit: STRETCH }, asker);
    known.push(...pages);
    const isPassed = (known.at(-1)?.page ?? 0) > page && known.filter((hit) => hit.page > page).length >= NEAR;
    if (isPassed || pages.length === 0 || known.length >= total) return { ...place(known, total, page), wordStart };
  }
}

function place(known: readonly PageHit[], total: number, page: PageIndex): Omit<HitsAround, 'wordStart'> {
  const at = known.findIndex((hit) => hit.page === page);
  const after = known.findIndex((hit) => hit.page > page);
  const start = at >= 0 ? at : after >= 0 ? after : known.length;
  const first = Math.max(0, Math.min(start - NEAR_BEFORE, known.length - NEAR));
  return {
    total,
    position: at >= 0 ? at + 1 : null,
    previous: known[start - 1]?.page ?? null,
    next: after >= 0 ? (known[after]?.page ?? null) : null,
    near: known.slice(first, first + NEAR),
  };
}

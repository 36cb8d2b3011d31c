import type { IndexedPage } from '@diachi/ports';

const MOST_PAGES = 64;
const MOST_CHARACTERS = 150_000;

export type PageChunk = { readonly pages: readonly IndexedPage[]; readonly isLast: boolean };

/**
 * Cuts a document into pieces the index takes in one go; there is always a last one, if an empty one. Small: a search that comes
 * meanwhile waits for one piece at most, and no more than one is in memory.
 */
export async function* pageChunks(
  pages: AsyncIterable<IndexedPage> | Iterable<IndexedPage>,
): AsyncGenerator<PageChunk> {
  let chunk: IndexedPage[] = [];
  let characters = 0;
  for await (const { page, label, text } of pages) {
    chunk.push({ page, label, text });
    characters += text.length;
    if (chunk.length < MOST_PAGES && characters < MOST_CHARACTERS) continue;
    yield { pages: chunk, isLast: false };
    chunk = [];
    characters = 0;
  }
  yield { pages: chunk, isLast: true };
}

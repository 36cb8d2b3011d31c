import type { DocumentId } from '@diachi/domain';
import type { Catalogue, SearchIndex } from '@diachi/ports';
import type { WebLog } from '@diachi/web';
import { everyStretch } from './every-document.ts';

type MendIndexTools = {
  readonly catalogue: Pick<Catalogue, 'countIndexed' | 'forgetIndexed' | 'documents'>;
  readonly index: Pick<SearchIndex, 'size' | 'documents'>;
  readonly log: Pick<WebLog, 'warn'>;
};

/** What the index held, and how many documents it should have held at that moment. */
type Held = { readonly documents: number; readonly pages: number; readonly expected: number };

/**
 * The index is a copy, which somebody may empty, and which may lose its last writes when the power fails. What of it is lost becomes not
 * indexed in the catalogue, so that it is planned again. For when nothing else is at work on either. Answers how many documents, at most.
 */
export async function mendIndex(tools: MendIndexTools): Promise<number> {
  const held = await count(tools);
  return held && held.documents < held.expected ? forgetLost(tools, held) : 0;
}

/** Makes the function that looks after the index now and then. Answers for how many documents something is to be planned. */
export function createIndexWatch(tools: MendIndexTools): () => Promise<number> {
  let lackedBefore = false;
  let isTextless = false;
  return async () => {
    const held = await count(tools);
    if (held && held.pages > 0) isTextless = false;
    const lacksPages = held !== null && held.documents >= held.expected && held.pages === 0;
    const lacksAny = held !== null && (held.documents < held.expected || (lacksPages && !isTextless));
    // What happens at this very moment explains a few documents once, and never an index without any.
    const isLasting = lacksAny && (lackedBefore || held.documents === 0);
    lackedBefore = lacksAny && !isLasting;
    if (!isLasting) return 0;
    // Put in again and still without pages, its documents have no text.
    isTextless = lacksPages;
    return forgetLost(tools, held);
  };
}

/** Cheap: counts, none of which grows with the library. Null when nothing is expected in the index. */
async function count({ catalogue, index }: MendIndexTools): Promise<Held | null> {
  const before = await catalogue.countIndexed();
  if (before === 0) return null;
  const { documents, pages } = await index.size();
  // What was removed meanwhile left the catalogue before it left the index.
  const expected = documents < before ? Math.min(before, await catalogue.countIndexed()) : before;
  return expected === 0 ? null : { documents, pages, expected };
}

async function forgetLost(tools: MendIndexTools, { documents, pages, expected }: Held): Promise<number> {
  const { catalogue, log } = tools;
  if (documents === 0 || pages === 0) {
    log.warn({ documents, pages, expected }, 'the search index is empty, and is filled again');
    await catalogue.forgetIndexed();
    return expected;
  }
  const lost = await lostDocuments(tools);
  if (lost.length === 0) return 0;
  log.warn({ documents, expected, lost: lost.length }, 'the search index lacks documents, which are put in again');
  await catalogue.forgetIndexed(lost);
  return lost.length;
}

async function lostDocuments({ catalogue, index }: MendIndexTools): Promise<readonly DocumentId[]> {
  // Asked first: what is put in from now on may be listed or not, and is none of them.
  const indexed = new Set<DocumentId>();
  for await (const documents of everyStretch((stretch) =>
    catalogue.documents({ states: ['published'], isShown: true }, stretch),
  )) {
    for (const { id, isIndexed } of documents) if (isIndexed) indexed.add(id);
  }
  for await (const id of index.documents()) indexed.delete(id);
  return [...indexed];
}

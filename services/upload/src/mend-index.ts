import type { DocumentId } from '@diachi/domain';
import type { Catalogue, SearchIndex } from '@diachi/ports';
import type { WebLog } from '@diachi/web';
import { everyStretch } from './every-document.ts';

type MendIndexTools = {
  readonly catalogue: Pick<Catalogue, 'countIndexed' | 'forgetIndexed' | 'documents'>;
  readonly index: Pick<SearchIndex, 'size' | 'documents'>;
  readonly log: Pick<WebLog, 'warn'>;
};

/** Documents the index held, and those it should have held at that moment. */
type IndexLack = { readonly documents: number; readonly expected: number };

/** Null when the index holds as many documents as the catalogue thinks. Cheap: three counts, none of which grows with the library. */
async function indexLack({ catalogue, index }: MendIndexTools): Promise<IndexLack | null> {
  const before = await catalogue.countIndexed();
  if (before === 0) return null;
  const { documents } = await index.size();
  if (documents >= before) return null;
  // What was removed meanwhile left the catalogue before it left the index.
  const expected = Math.min(before, await catalogue.countIndexed());
  return documents < expected ? { documents, expected } : null;
}

/**
 * The index is a copy, which somebody may empty, and which may lose its last writes when the power fails. What of it is lost becomes not
 * indexed in the catalogue, so that it is planned again. For when nothing else is at work on either. Answers how many documents, at most.
 */
export async function mendIndex(tools: MendIndexTools): Promise<number> {
  const lack = await indexLack(tools);
  return lack ? forgetLost(tools, lack) : 0;
}

async function forgetLost(tools: MendIndexTools, { documents, expected }: IndexLack): Promise<number> {
  const { catalogue, log } = tools;
  if (documents === 0) {
    log.warn({ documents, expected }, 'the search index is empty, and is filled again');
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
  for await (const documents of everyStretch((stretch) => catalogue.documents({ states: ['published'] }, stretch))) {
    for (const { id, isIndexed } of documents) if (isIndexed) indexed.add(id);
  }
  for await (const id of index.documents()) indexed.delete(id);
  return [...indexed];
}

/** Makes the function that looks after the index now and then. Answers for how many documents something is to be planned. */
export function createIndexWatch(tools: MendIndexTools): () => Promise<number> {
  let lackedBefore = false;
  return async () => {
    const lack = await indexLack(tools);
    // What happens at this very moment explains a few documents once, and never an index without any.
    const isLasting = lack !== null && (lackedBefore || lack.documents === 0);
    lackedBefore = lack !== null && !isLasting;
    return isLasting ? forgetLost(tools, lack) : 0;
  };
}

import type { DocumentRecord } from '@diachi/domain';
import { type Token, tokenize } from '@diachi/vietnamese';

/** Stands between title and collection, so that no phrase reaches from one into the other. */
const GAP = '¶';

/** What of a record can be searched, as the words to count and the two columns to index. */
export type RecordWords = { readonly words: readonly Token[]; readonly folded: string; readonly exact: string };

export function recordWords({ title, collection }: DocumentRecord): RecordWords {
  const [titleWords, collectionWords] = [tokenize(title), tokenize(collection)];
  const column = (form: 'folded' | 'exact') =>
    [...titleWords.map((word) => word[form]), GAP, ...collectionWords.map((word) => word[form])].join(' ');
  return { words: [...titleWords, ...collectionWords], folded: column('folded'), exact: column('exact') };
}

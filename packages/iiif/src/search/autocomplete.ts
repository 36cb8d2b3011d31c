import type { DocumentId } from '@diachi/domain';
import type { IiifAddresses } from '../presentation/iiif-addresses.ts';
import { SEARCH_CONTEXT_2 } from './search-two.ts';

export type Terms = {
  readonly addresses: IiifAddresses;
  readonly id: DocumentId;
  /** The start that was typed. */
  readonly start: string;
  /** Each is found in the document when it is looked for. */
  readonly terms: readonly string[];
  readonly ignored: readonly string[];
};

const asked = (version: 1 | 2, { addresses, id, start }: Terms) =>
  `${addresses.autocomplete(version, id)}?q=${encodeURIComponent(start)}`;

/** Words that begin so, as Content Search 2.0 answers it (section 5). */
export const termsTwo = (found: Terms) => ({
  '@context': SEARCH_CONTEXT_2,
  id: asked(2, found),
  type: 'TermPage' as const,
  ...(found.ignored.length > 0 && { ignored: found.ignored }),
  items: found.terms.map((value) => ({ value })),
});

/** The same as Content Search 1.0 answers it (section 4). */
export const termsOne = (found: Terms) => ({
  '@context': 'http://iiif.io/api/search/1/context.json',
  '@id': asked(1, found),
  '@type': 'search:TermList' as const,
  ...(found.ignored.length > 0 && { ignored: found.ignored }),
  terms: found.terms.map((match) => ({
    match,
    url: `${found.addresses.search(1, found.id)}?q=${encodeURIComponent(match)}`,
  })),
});

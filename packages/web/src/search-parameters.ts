import { DOCUMENT_KINDS } from '@diachi/domain';
import { z } from 'zod';
import { libraryCodeInput } from './library-code-input.ts';
import { severalOf } from './several-of.ts';
import { whereaboutsInput } from './whereabouts-input.ts';

const SORTS = ['relevance', 'newest', 'oldest'] as const;

/** One value of each facet a search may be narrowed by. */
export const facetValues = {
  source: whereaboutsInput,
  library: libraryCodeInput,
  collection: z.string().min(1).max(200),
  kind: z.enum(DOCUMENT_KINDS),
  language: z.string().regex(/^[a-z]{3}(_[a-z]{3,4})?$/),
  decade: z
    .string()
    .regex(/^-?\d{1,3}0$/)
    .transform(Number)
    .describe('The first year of one: 1950.'),
} as const;

/** The parameters of a search, as pages and programs ask for it. How long a text may be is for the index to say. */
export const searchParameters = z.object({
  q: z.string().default('').describe('Words, or a phrase in quotes; with or without tone marks. Empty for everything.'),
  source: severalOf(facetValues.source),
  library: severalOf(facetValues.library),
  collection: severalOf(facetValues.collection),
  kind: severalOf(facetValues.kind),
  language: severalOf(facetValues.language),
  decade: severalOf(facetValues.decade),
  sort: z.enum(SORTS).default('relevance'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0).describe('Documents to pass over.'),
  limit: z.coerce.number().int().min(0).max(100).default(20),
});

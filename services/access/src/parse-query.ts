import { DOCUMENT_KINDS, DOCUMENT_STATES, type LibraryCode, parseLibraryCode } from '@diachi/domain';
import type { DocumentFilter, SearchFilter, SearchQuery, Stretch } from '@diachi/ports';
import { parseInput } from '@diachi/web';
import { z } from 'zod';

const MAX_TEXT = 1_000;
const MAX_VALUES = 50;

const library = z.string().transform((written, context): LibraryCode => {
  try {
    return parseLibraryCode(written);
  } catch {
    context.addIssue('must be the code of a library');
    return z.NEVER;
  }
});
const collection = z.string().min(1).max(200);
/** A parameter may be written several times: `kind=map&kind=photograph`. */
const several = <Value extends z.ZodType>(value: Value) =>
  z.preprocess(
    (written) => (written === undefined ? undefined : [written].flat()),
    z.array(value).max(MAX_VALUES).optional(),
  );
const whole = (most: number, otherwise: number) => z.coerce.number().int().min(0).max(most).default(otherwise);

const searchParameters = z.object({
  q: z.string().max(MAX_TEXT).default(''),
  library: several(library),
  collection: several(collection),
  kind: several(z.enum(DOCUMENT_KINDS)),
  language: several(z.string().regex(/^[a-z]{3}(_[a-z]{3,4})?$/)),
  decade: several(z.coerce.number().int().multipleOf(10).min(-10_000).max(10_000)),
  sort: z.enum(['relevance', 'newest', 'oldest']).default('relevance'),
  offset: whole(1_000_000, 0),
  limit: whole(100, 20),
});

const listParameters = z.object({
  library: library.optional(),
  collection: collection.optional(),
  state: several(z.enum(DOCUMENT_STATES)),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const hitParameters = z.object({
  q: z.string().min(1).max(MAX_TEXT),
  offset: whole(1_000_000, 0),
  limit: whole(500, 50),
});
const suggestParameters = z.object({ q: z.string().max(200).default(''), limit: whole(20, 8) });

/** A search as its address asks for it. Fails with `input.bad-form`, naming the parameter. */
export function parseSearchQuery(raw: unknown): SearchQuery {
  const { q, library, collection, kind, language, decade, ...rest } = parseInput(searchParameters, raw);
  const filter: SearchFilter = {
    ...(library && { libraries: library }),
    ...(collection && { collections: collection }),
    ...(kind && { kinds: kind }),
    ...(language && { languages: language }),
    ...(decade && { decades: decade }),
  };
  return { text: q, filter, ...rest };
}

/** A listing of documents as its address asks for it. Fails with `input.bad-form`. */
export function parseListQuery(raw: unknown): { readonly filter: DocumentFilter; readonly stretch: Stretch } {
  const { library, collection, state, after, limit } = parseInput(listParameters, raw);
  return {
    filter: { ...(library && { library }), ...(collection && { collection }), ...(state && { states: state }) },
    stretch: { limit, ...(after && { after }) },
  };
}

/** Fails with `input.bad-form`. */
export const parseHitQuery = (raw: unknown) => parseInput(hitParameters, raw);
export const parseSuggestQuery = (raw: unknown) => parseInput(suggestParameters, raw);

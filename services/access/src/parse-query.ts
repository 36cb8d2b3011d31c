import { DOCUMENT_KINDS, DOCUMENT_STATES, Failure, type LibraryCode, parseLibraryCode } from '@diachi/domain';
import type { DocumentFilter, SearchQuery, Stretch } from '@diachi/ports';
import { parseInput, parseSearch } from '@diachi/web';
import { z } from 'zod';

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
/** A parameter may be written several times: `state=failed&state=refused`. */
const several = <Value extends z.ZodType>(value: Value) =>
  z.preprocess(
    (written) => (written === undefined ? undefined : [written].flat()),
    z.array(value).max(MAX_VALUES).optional(),
  );
const whole = (most: number, otherwise: number) => z.coerce.number().int().min(0).max(most).default(otherwise);

const listParameters = z.object({
  library: library.optional(),
  collection: collection.optional(),
  kind: z.enum(DOCUMENT_KINDS).optional(),
  state: several(z.enum(DOCUMENT_STATES)),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

const hitParameters = z.object({
  q: z.string().min(1),
  offset: whole(1_000_000, 0),
  limit: whole(500, 50),
});
const suggestParameters = z.object({ q: z.string().max(200).default(''), limit: whole(20, 8) });

/** A search as its address asks for it. Fails with `input.bad-form`, naming the parameter. */
export function parseSearchQuery(raw: Readonly<Record<string, unknown>>): SearchQuery {
  const { search, unusable } = parseSearch(raw);
  const [field] = unusable;
  if (field === undefined) return search;
  throw new Failure('invalid', 'input.bad-form', `What was sent cannot be used: ${field}.`, { details: { field } });
}

/** A listing of documents as its address asks for it. Fails with `input.bad-form`. */
export function parseListQuery(raw: unknown): { readonly filter: DocumentFilter; readonly stretch: Stretch } {
  const { library, collection, kind, state, after, limit } = parseInput(listParameters, raw);
  return {
    filter: {
      ...(library && { library }),
      ...(collection && { collection }),
      ...(kind && { kind }),
      ...(state && { states: state }),
    },
    stretch: { limit, ...(after && { after }) },
  };
}

/** Fails with `input.bad-form`. */
export const parseHitQuery = (raw: unknown) => parseInput(hitParameters, raw);
export const parseSuggestQuery = (raw: unknown) => parseInput(suggestParameters, raw);

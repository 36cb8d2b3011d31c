import type { SearchFilter, SearchQuery } from '@diachi/ports';
import type { z } from 'zod';
import { facetValues, searchParameters } from './search-parameters.ts';
import { MAX_VALUES } from './several-of.ts';

/** A search as an address asks for it. */
export type AskedSearch = {
  /** As far as it can be understood; what is not said is as usual. How long a text may be is for the index to say. */
  readonly search: Required<Omit<SearchQuery, 'isTyping'>>;
  /** The names of parameters that cannot be used as they are written: refused for a program, passed over for a person. */
  readonly unusable: readonly string[];
};

type Parameters = Readonly<Record<string, unknown>>;

/** Reads the parameters of a search that a person's address asks for. A facet may be written several times: `kind=map&kind=photograph`. */
export function parseSearch(parameters: Parameters): AskedSearch {
  const { shape } = searchParameters;
  const unusable: string[] = [];
  const one = <Value>(name: string, schema: z.ZodType<Value>): Value => {
    const written = parameters[name];
    const read = schema.safeParse(typeof written === 'string' ? written : undefined);
    if (written !== undefined && (typeof written !== 'string' || !read.success)) unusable.push(name);
    return read.success ? read.data : schema.parse(undefined);
  };
  const several = <Value>(name: string, schema: z.ZodType<Value>): Value[] => {
    const written = [parameters[name] ?? []].flat();
    const usable = written.flatMap((value) => {
      const read = schema.safeParse(value);
      return read.success ? [read.data] : [];
    });
    const kept = usable.slice(0, MAX_VALUES);
    if (kept.length < written.length) unusable.push(name);
    return kept;
  };
  const [text, sort] = [one('q', shape.q), one('sort', shape.sort)];
  const [offset, limit] = [one('offset', shape.offset), one('limit', shape.limit)];
  const filter = filterOf({
    source: several('source', facetValues.source),
    library: several('library', facetValues.library),
    collection: several('collection', facetValues.collection),
    kind: several('kind', facetValues.kind),
    language: several('language', facetValues.language),
    decade: several('decade', facetValues.decade),
  });
  return { search: { text, filter, sort, offset, limit }, unusable };
}

/** A search as a program's address asks for it, read by `searchParameters`. */
export const searchOf = ({ q, sort, offset, limit, ...facets }: z.output<typeof searchParameters>) => ({
  text: q,
  filter: filterOf(facets),
  sort,
  offset,
  limit,
});

type Facets = Pick<z.output<typeof searchParameters>, keyof typeof facetValues>;

function filterOf({ source, library, collection, kind, language, decade }: Facets): SearchFilter {
  return {
    ...(source?.length && { sources: source }),
    ...(library?.length && { libraries: library }),
    ...(collection?.length && { collections: collection }),
    ...(kind?.length && { kinds: kind }),
    ...(language?.length && { languages: language }),
    ...(decade?.length && { decades: decade }),
  };
}

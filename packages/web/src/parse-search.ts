import { DOCUMENT_KINDS, type LibraryCode, parseLibraryCode } from '@diachi/domain';
import type { SearchFilter, SearchQuery } from '@diachi/ports';

/** A search as an address asks for it. */
export type AskedSearch = {
  /** As far as it can be understood; what is not said is as usual. How long a text may be is for the index to say. */
  readonly search: Required<Omit<SearchQuery, 'isTyping'>>;
  /** The names of parameters that cannot be used as they are written: refused for a program, passed over for a person. */
  readonly unusable: readonly string[];
};

const MAX_VALUES = 50;
const MAX_OFFSET = 1_000_000;
const MAX_LIMIT = 100;
const SORTS = ['relevance', 'newest', 'oldest'] as const;

/** Reads the parameters of a search. A facet may be written several times: `kind=map&kind=photograph`. */
export function parseSearch(parameters: Readonly<Record<string, unknown>>): AskedSearch {
  const unusable: string[] = [];
  const one = <Value>(name: string, read: (written: string) => Value | null, otherwise: Value): Value => {
    const written = parameters[name];
    if (written === undefined) return otherwise;
    const value = typeof written === 'string' ? read(written) : null;
    if (value === null) unusable.push(name);
    return value ?? otherwise;
  };
  const several = <Value>(name: string, read: (written: string) => Value | null): readonly Value[] => {
    const written = [parameters[name] ?? []].flat();
    const values = written.map((value) => (typeof value === 'string' ? read(value) : null));
    const usable = values.filter((value) => value !== null).slice(0, MAX_VALUES);
    if (usable.length < written.length) unusable.push(name);
    return usable;
  };

  const [text, sort] = [one('q', (written) => written, ''), one('sort', oneOf(SORTS), 'relevance')];
  const [offset, limit] = [one('offset', wholeNumber(MAX_OFFSET), 0), one('limit', wholeNumber(MAX_LIMIT), 20)];
  const facets = {
    libraries: several('library', libraryCode),
    collections: several('collection', (written) => (written !== '' && written.length <= 200 ? written : null)),
    kinds: several('kind', oneOf(DOCUMENT_KINDS)),
    languages: several('language', (written) => (/^[a-z]{3}(_[a-z]{3,4})?$/.test(written) ? written : null)),
    decades: several('decade', (written) => (/^-?\d{1,3}0$/.test(written) ? Number(written) : null)),
  } satisfies SearchFilter;
  const filter: SearchFilter = Object.fromEntries(Object.entries(facets).filter(([, values]) => values.length > 0));
  return { search: { text, filter, sort, offset, limit }, unusable };
}

const oneOf =
  <Choice extends string>(choices: readonly Choice[]) =>
  (written: string): Choice | null =>
    choices.find((choice) => choice === written) ?? null;

const wholeNumber =
  (most: number) =>
  (written: string): number | null =>
    /^\d{1,9}$/.test(written) && Number(written) <= most ? Number(written) : null;

function libraryCode(written: string): LibraryCode | null {
  try {
    return parseLibraryCode(written);
  } catch {
    return null;
  }
}

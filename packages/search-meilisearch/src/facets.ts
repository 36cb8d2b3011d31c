import type { Facets, FacetValue, SearchFilter } from '@diachi/ports';
import { type Condition, filterKey, isOneOf } from './filter.ts';
import type { IndexNames } from './index-names.ts';
import type { Answer, MeiliServer } from './meili-server.ts';

type FacetName = keyof Facets;

/** The attribute of an entry each facet counts. */
const attributes: Readonly<Record<FacetName, string>> = {
  sources: 'source',
  libraries: 'library',
  collections: 'collection',
  kinds: 'kind',
  languages: 'languages',
  decades: 'decades',
};
const names = Object.keys(attributes) as readonly FacetName[];

/** The facets that are filtered, each with its condition. */
export type Filters = ReadonlyMap<FacetName, Condition>;

export function readFilters(filter: SearchFilter): Filters {
  const conditions = names.flatMap((name): readonly [FacetName, Condition][] => {
    const values = filter[name];
    return values && values.length > 0 ? [[name, isOneOf(attributes[name], values)]] : [];
  });
  return new Map(conditions);
}

/** What to count, and under which conditions: all at once, but each filtered facet as if its own filter were not set. */
export type Counting = {
  readonly conditions: readonly Condition[];
  readonly facets: readonly string[];
};

/** The first counts what is found, too. */
export const countings = (filters: Filters): readonly [Counting, ...Counting[]] => [
  {
    conditions: [...filters.values()],
    facets: names.filter((name) => !filters.has(name)).map((name) => attributes[name]),
  },
  ...[...filters.keys()].map((own) => ({
    conditions: [...filters].filter(([name]) => name !== own).map(([, condition]) => condition),
    facets: [attributes[own]],
  })),
];

/** Answers the names of collections by their keys. */
export type NameCollections = (keys: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Puts the answers to all countings together, most first. */
export async function readFacets(
  answers: readonly Answer<unknown>[],
  nameCollections: NameCollections,
): Promise<Facets> {
  const counts: Readonly<Record<string, Readonly<Record<string, number>>>> = Object.assign(
    {},
    ...answers.map(({ facetDistribution = {} }) => facetDistribution),
  );
  const collections = await nameCollections(Object.keys(counts['collection'] ?? {}));
  const shownValue = (name: FacetName, key: string): string | number => {
    if (name === 'decades') return Number(key);
    return name === 'collections' ? (collections.get(key) ?? key) : key;
  };
  const facets = names.map((name) => [
    name,
    mostFirst(
      Object.entries(counts[attributes[name]] ?? {}).map(([key, count]) => ({ value: shownValue(name, key), count })),
    ),
  ]);
  return Object.fromEntries(facets) as Facets;
}

const mostFirst = (values: readonly FacetValue<string | number>[]) =>
  values.toSorted((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));

/** More than twice as many as one answer can have. */
const MOST_KNOWN = 25_000;
const NAMES_AT_ONCE = 1_000;

/**
 * Finds the names collections are known by as people write them, a thousand with each question. They are asked for once: a key is
 * worked out from its name.
 */
export function createCollectionNames(server: MeiliServer, { documents }: IndexNames): NameCollections {
  const known = new Map<string, string>();
  return async (keys) => {
    const missing = keys.filter((key) => !known.has(key));
    const named = new Map(keys.flatMap((key) => entryOf(known, key)));
    const answers = await server.search<{ record: string }>(
      stretchesOf(missing).map((stretch) => ({
        indexUid: documents,
        filter: [
          isOneOf(
            'collection',
            stretch.map((key) => ({ key })),
          ),
        ],
        // One document of each is enough.
        distinct: 'collection',
        limit: stretch.length,
        attributesToRetrieve: ['record'],
      })),
    );
    for (const { record } of answers.flatMap(({ hits }) => hits)) {
      const { collection = '' } = JSON.parse(record) as { collection?: string };
      if (collection !== '') named.set(filterKey(collection), collection);
    }
    if (known.size + missing.length > MOST_KNOWN) known.clear();
    for (const [key, name] of named) known.set(key, name);
    return named;
  };
}

const entryOf = (known: ReadonlyMap<string, string>, key: string): readonly (readonly [string, string])[] => {
  const name = known.get(key);
  return name === undefined ? [] : [[key, name]];
};

const stretchesOf = (keys: readonly string[]): readonly (readonly string[])[] =>
  Array.from({ length: Math.ceil(keys.length / NAMES_AT_ONCE) }, (_, at) =>
    keys.slice(at * NAMES_AT_ONCE, (at + 1) * NAMES_AT_ONCE),
  );

import { type DocumentRecord, Failure } from '@diachi/domain';
import type { ListedTerm, SearchIndex, TermList } from '@diachi/ports';
import { commonestFirst } from '@diachi/vietnamese';
import { hasKey } from './filter.ts';
import type { IndexNames } from './index-names.ts';
import { OURS_ONLY } from './match.ts';
import type { MeiliServer } from './meili-server.ts';
import { placeOf, termKey } from './record-fields.ts';
import documents from './settings/documents.json' with { type: 'json' };

const MOST_AT_ONCE = 100;
/** Documents looked into for how a term is mostly written. */
const SAMPLED = 5;
/** The server counts no more values of an attribute than that. */
const MOST_TERMS = documents.faceting.maxValuesPerFacet;

/** The attribute of a document's entry that holds its keys in a list. */
export const listAttribute = (list: TermList): string => `list_${list}`;

/** What a record adds to each list, as it is written. */
export function listedTerms({
  title,
  creators,
  subjects,
  date,
}: DocumentRecord): Readonly<Record<TermList, readonly string[]>> {
  const year = date?.fromYear ?? date?.toYear ?? null;
  return {
    title: [title.normalize('NFC')],
    creator: creators.map(({ name }) => name.normalize('NFC')),
    subject: subjects.map((subject) => subject.normalize('NFC')),
    year: year === null || year < 0 ? [] : [String(year).padStart(4, '0')],
  };
}

/** Leafs through a list of terms. */
export function prepareListTerms(server: MeiliServer, { documents: index }: IndexNames): SearchIndex['terms'] {
  const spell = async (
    list: TermList,
    keys: readonly (readonly [string, number])[],
  ): Promise<readonly ListedTerm[]> => {
    const answers = await server.search<{ record: string }>(
      keys.map(([key]) => ({
        indexUid: index,
        filter: [OURS_ONLY, hasKey(listAttribute(list), key)],
        limit: SAMPLED,
        attributesToRetrieve: ['record'],
      })),
    );
    return keys.map(([key, count], at) => {
      const written = (answers[at]?.hits ?? [])
        .flatMap(({ record }) => listedTerms(JSON.parse(record) as DocumentRecord)[list])
        .filter((term) => termKey(term) === key);
      return { term: commonestFirst(written)[0] ?? key, documents: count };
    });
  };

  return async (list, start, counts) => {
    const [answer] = await server.search([
      { indexUid: index, filter: [OURS_ONLY], facets: [listAttribute(list)], page: 1, hitsPerPage: 0 },
    ]);
    const keys = Object.entries(answer?.facetDistribution?.[listAttribute(list)] ?? {});
    if (keys.length >= MOST_TERMS) throw tooMany();
    const placed = keys.map((entry) => ({ entry, place: placeOf(entry[0]) }));
    placed.sort((one, other) => (one.place < other.place ? -1 : 1));
    const sorted = placed.map(({ entry }) => entry);
    const begin = placeOf(termKey(start));
    const from = placed.findIndex((one) => one.place >= begin);
    const place = from === -1 ? sorted.length : from;
    const [before, after] = [atMost(counts.before), atMost(counts.after)];
    return {
      before: await spell(list, sorted.slice(Math.max(0, place - before), place)),
      after: await spell(list, sorted.slice(place, place + after)),
    };
  };
}

const atMost = (count: number) => Math.min(Math.max(0, Math.floor(count)), MOST_AT_ONCE);

const tooMany = () =>
  new Failure(
    'invalid',
    'search.too-many',
    `This list has more than ${MOST_TERMS} entries and cannot be leafed through.`,
    {
      details: { most: MOST_TERMS },
    },
  );

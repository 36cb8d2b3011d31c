import type { DocumentId, DocumentRecord } from '@diachi/domain';
import { type DocumentHit, OURS, type PageHit, type Whereabouts } from '@diachi/ports';
import { type MarkedText, markText, snippet, wholeSnippet } from '@diachi/vietnamese';
import type { Entry } from './entries.ts';
import { isOneOf } from './filter.ts';
import type { IndexNames } from './index-names.ts';
import { type Match, SHOWN } from './match.ts';
import type { MeiliServer } from './meili-server.ts';
import type { NarrowedQuestion } from './narrow.ts';
import { type Ask, type Question, searchBy } from './question.ts';

const MOST_PAGES = 3;
/** Pages looked into to find the best: enough for a good choice, few enough for a full result page to stay quick. */
const CANDIDATES = 6;

type PageEntry = Required<Pick<Entry, 'document' | 'place' | 'label' | 'text'>>;
type RecordOf = { readonly document: DocumentId; readonly record: string; readonly source: Whereabouts };
type Candidate = { readonly entry: PageEntry; readonly level: number; readonly marked: MarkedText };

/** Fills in what a result page shows of the documents on it: their records, their best pages, how many pages match. */
export function prepareDescribeMatches(
  server: MeiliServer,
  names: IndexNames,
): (matches: readonly Match[], narrowed: NarrowedQuestion) => Promise<readonly DocumentHit[]> {
  const pagesOf = (id: DocumentId) => [SHOWN, isOneOf('isRecord', [0]), isOneOf('document', [id])];
  const candidates = ({ id }: Match, ask: Ask, { within }: NarrowedQuestion) => ({
    indexUid: names.pages,
    ...searchBy(ask),
    filter: [...pagesOf(id), ...within],
    limit: CANDIDATES,
    attributesToRetrieve: ['document', 'place', 'label', 'text'],
  });

  return async (matches, narrowed) => {
    if (matches.length === 0) return [];
    const { question } = narrowed;
    const [answers, counts] = await Promise.all([
      server.search<PageEntry & RecordOf>([
        ...matches.map((match) => candidates(match, bestAsk(match, question), narrowed)),
        recordsQuery(names, matches),
      ]),
      countPages(server, names, matches, narrowed),
    ]);
    const records = new Map((answers.at(-1)?.hits ?? []).map((entry) => [entry.document, readRecord(entry)]));
    const best = matches.map((_, at): readonly PageEntry[] => answers[at]?.hits ?? []);

    // Where the strictest question finds too few pages to show, and there are others, these fill up.
    const further = matches.flatMap((match, at) => {
      const found = best[at]?.length ?? 0;
      if (found >= MOST_PAGES || found >= (counts[match.id] ?? 0)) return [];
      return question.all.filter((ask) => ask !== bestAsk(match, question)).map((ask) => ({ match, ask }));
    });
    const others = await server.search<PageEntry>(further.map(({ match, ask }) => candidates(match, ask, narrowed)));

    return matches.flatMap((match, at) => {
      const known = records.get(match.id);
      // Removed since it was found.
      if (!known) return [];
      const { record, source } = known;
      const more = further.flatMap((request, place) => (request.match === match ? [others[place]?.hits ?? []] : []));
      return [
        {
          documentId: match.id,
          source,
          record,
          title: wholeSnippet(markText(record.title.normalize('NFC'), question)),
          pages: bestPages([best[at] ?? [], ...more], question),
          pageCount: counts[match.id] ?? 0,
        },
      ];
    });
  };
}

/** The same for documents that were only listed. */
export async function describeListed(
  server: MeiliServer,
  names: IndexNames,
  matches: readonly Match[],
): Promise<readonly DocumentHit[]> {
  const ids = matches.map(({ id }) => id);
  if (ids.length === 0) return [];
  const [answer] = await server.search<{ id: DocumentId } & Omit<RecordOf, 'document'>>([
    {
      indexUid: names.documents,
      filter: [isOneOf('id', ids)],
      limit: ids.length,
      attributesToRetrieve: ['id', 'record', 'source'],
    },
  ]);
  const records = new Map((answer?.hits ?? []).map((entry) => [entry.id, readRecord(entry)]));
  return ids.flatMap((documentId) => {
    const known = records.get(documentId);
    if (!known) return [];
    const { record, source } = known;
    const title = [{ text: record.title.normalize('NFC'), isHit: false }];
    return [{ documentId, source, record, title, pages: [], pageCount: 0 }];
  });
}

/** The strictest question a document answers. */
const bestAsk = ({ ask }: Match, { all }: Question): Ask => ask ?? (all[0] as Ask);

function bestPages(found: readonly (readonly PageEntry[])[], question: Question): readonly PageHit[] {
  const byPlace = new Map<number, Candidate>();
  found.forEach((entries, level) => {
    for (const entry of entries) {
      if (byPlace.size >= CANDIDATES && level > 0) break;
      if (!byPlace.has(entry.place)) byPlace.set(entry.place, { entry, level, marked: markText(entry.text, question) });
    }
  });
  return [...byPlace.values()]
    .sort((one, other) => one.level - other.level || countHits(other.marked) - countHits(one.marked))
    .slice(0, MOST_PAGES)
    .map(({ entry, marked }) => ({ page: entry.place, label: entry.label, snippet: snippet(marked) }));
}

const countHits = ({ marks }: MarkedText) => marks.filter(Boolean).length;

const recordsQuery = (names: IndexNames, matches: readonly Match[]) => ({
  indexUid: names.pages,
  filter: [
    SHOWN,
    isOneOf('isRecord', [1]),
    isOneOf(
      'document',
      matches.map(({ id }) => id),
    ),
  ],
  limit: matches.length,
  attributesToRetrieve: ['document', 'record', 'source'],
});

const readRecord = ({ record, source }: Omit<RecordOf, 'document'>) => ({
  record: JSON.parse(record) as DocumentRecord,
  source: source === OURS ? null : source,
});

/** How many pages of each document match. A page that answers several readings of a mistyped word counts once. */
async function countPages(
  server: MeiliServer,
  names: IndexNames,
  matches: readonly Match[],
  { question, within }: NarrowedQuestion,
): Promise<Readonly<Record<string, number>>> {
  const documents = isOneOf(
    'document',
    matches.map(({ id }) => id),
  );
  const filter = [SHOWN, isOneOf('isRecord', [0]), documents, ...within];
  const queries = question.all.map((ask) => ({ indexUid: names.pages, ...searchBy(ask), filter }));
  if (queries.length === 1) {
    // Counted to the end only when asked page by page.
    const [answer] = await server.search(
      queries.map((query) => ({ ...query, facets: ['document'], page: 1, hitsPerPage: 0 })),
    );
    return answer?.facetDistribution?.['document'] ?? {};
  }
  return server.countAny(queries, names.pages, 'document');
}

import type { DocumentId, DocumentRecord } from '@diachi/domain';
import type { DocumentHit, PageHit } from '@diachi/ports';
import { type MarkedText, markText, snippet, wholeSnippet } from '@diachi/vietnamese';
import type { Entry } from './entries.ts';
import { isOneOf } from './filter.ts';
import type { IndexNames } from './index-names.ts';
import { type Match, SHOWN } from './match-documents.ts';
import type { MeiliServer } from './meili-server.ts';
import type { NarrowedQuestion } from './narrow.ts';
import { type Ask, type Question, searchBy } from './question.ts';

const MOST_PAGES = 3;
/** Pages looked into to find the best: enough for a good choice, few enough for a full result page to stay quick. */
const CANDIDATES = 6;

type PageEntry = Required<Pick<Entry, 'document' | 'place' | 'label' | 'text'>>;
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
    page: 1,
    hitsPerPage: CANDIDATES,
    attributesToRetrieve: ['document', 'place', 'label', 'text'],
  });

  return async (matches, narrowed) => {
    if (matches.length === 0) return [];
    const { question } = narrowed;
    const requests = matches.flatMap((match) => asksOf(match, question).map((ask) => ({ match, ask })));
    const [records, answers, counts] = await Promise.all([
      readRecords(server, names, matches),
      server.search<PageEntry>(requests.map(({ match, ask }) => candidates(match, ask, narrowed))),
      countPages(server, names, matches, narrowed),
    ]);
    return matches.flatMap((match) => {
      const record = records.get(match.id);
      // Removed since it was found.
      if (!record) return [];
      const found = requests.flatMap((request, at) => (request.match === match ? [answers[at]] : []));
      const title = record.title.normalize('NFC');
      return [
        {
          documentId: match.id,
          record,
          title: wholeSnippet(markText(title, question)),
          pages: bestPages(
            found.map((answer) => answer?.hits ?? []),
            question,
          ),
          pageCount: counts?.[match.id] ?? found.at(-1)?.totalHits ?? 0,
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
  const [answer] = await server.search<{ id: DocumentId; record: string }>([
    {
      indexUid: names.documents,
      filter: [isOneOf('id', ids)],
      limit: ids.length,
      attributesToRetrieve: ['id', 'record'],
    },
  ]);
  const records = new Map((answer?.hits ?? []).map(({ id, record }) => [id, JSON.parse(record) as DocumentRecord]));
  return ids.flatMap((documentId) => {
    const record = records.get(documentId);
    if (!record) return [];
    const title = [{ text: record.title.normalize('NFC'), isHit: false }];
    return [{ documentId, record, title, pages: [], pageCount: 0 }];
  });
}

/** What a document's pages are sought by: the strictest question it answers, then every question. */
const asksOf = ({ ask }: Match, { all }: Question): readonly Ask[] => [
  ...(ask && !all.includes(ask) ? [ask] : []),
  ...all,
];

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

async function readRecords(server: MeiliServer, names: IndexNames, matches: readonly Match[]) {
  const ids = matches.map(({ id }) => id);
  const [answer] = await server.search<{ document: DocumentId; record: string }>([
    {
      indexUid: names.pages,
      filter: [SHOWN, isOneOf('isRecord', [1]), isOneOf('document', ids)],
      limit: ids.length,
      attributesToRetrieve: ['document', 'record'],
    },
  ]);
  return new Map((answer?.hits ?? []).map(({ document, record }) => [document, JSON.parse(record) as DocumentRecord]));
}

/** Only needed where several readings may find the same page: it counts once. */
async function countPages(
  server: MeiliServer,
  names: IndexNames,
  matches: readonly Match[],
  { question, within }: NarrowedQuestion,
): Promise<Readonly<Record<string, number>> | null> {
  if (question.all.length === 1) return null;
  const filter = [
    SHOWN,
    isOneOf('isRecord', [0]),
    isOneOf(
      'document',
      matches.map(({ id }) => id),
    ),
    ...within,
  ];
  const queries = question.all.map((ask) => ({ indexUid: names.pages, ...searchBy(ask), filter }));
  const counts = await server.countAny(queries, names.pages, 'document');
  return Object.fromEntries(matches.map(({ id }) => [id, counts[id] ?? 0]));
}

import type { DocumentId } from '@diachi/domain';
import type { SearchIndex } from '@diachi/ports';
import { markText, readQuery, type SettledQuery, snippet } from '@diachi/vietnamese';
import type { Entry } from './entries.ts';
import { isOneOf } from './filter.ts';
import { findByWordStart } from './find-by-word-start.ts';
import { findCorrections } from './find-corrections.ts';
import type { IndexNames } from './index-names.ts';
import { SHOWN } from './match.ts';
import type { MeiliServer } from './meili-server.ts';
import { type NarrowedQuestion, narrow } from './narrow.ts';
import { compileQuestion, searchBy } from './question.ts';

const MOST_AT_ONCE = 1_000;
/** More pages than any document has. */
const EVERY_PAGE = 100_000;

type PageEntry = Required<Pick<Entry, 'place' | 'label' | 'text'>>;

/** Answers which pages of one document match, in reading order. */
export function prepareSearchPages(server: MeiliServer, names: IndexNames): SearchIndex['searchInDocument'] {
  const pagesOf = (id: DocumentId) => ({
    indexUid: names.pages,
    sort: ['place:asc'],
    filter: [SHOWN, isOneOf('isRecord', [0]), isOneOf('document', [id])],
  });

  const matchingPlaces = async (id: DocumentId, { question, within }: NarrowedQuestion): Promise<readonly number[]> => {
    const asked = pagesOf(id);
    const answers = await server.search<Pick<Entry, 'place'>>(
      question.all.map((ask) => ({
        ...asked,
        ...searchBy(ask),
        filter: [...asked.filter, ...within],
        limit: EVERY_PAGE,
        attributesToRetrieve: ['place'],
      })),
    );
    const places = new Set(answers.flatMap(({ hits }) => hits.map(({ place }) => place)));
    return [...places].sort((one, other) => one - other);
  };

  const readPages = async (id: DocumentId, places: readonly number[]): Promise<readonly PageEntry[]> => {
    if (places.length === 0) return [];
    const asked = pagesOf(id);
    const [answer] = await server.search<PageEntry>([
      {
        ...asked,
        filter: [...asked.filter, isOneOf('place', places)],
        limit: places.length,
        attributesToRetrieve: ['place', 'label', 'text'],
      },
    ]);
    return answer?.hits ?? [];
  };

  return async (id, text, { offset, limit }) => {
    const { found, wordStart } = await findByWordStart({
      read: (isBegun) => readQuery(text, isBegun),
      find: async ({ parsed, isOpen }: SettledQuery) => {
        const corrections = await findCorrections(server, names, parsed, isOpen);
        const narrowed = await narrow(server, names, compileQuestion(parsed, isOpen, corrections));
        return { question: narrowed.question, places: await matchingPlaces(id, narrowed) };
      },
      isNothing: async ({ places }) => places.length === 0,
    });
    const start = Math.max(0, offset);
    const wanted = found.places.slice(start, start + Math.min(Math.max(0, limit), MOST_AT_ONCE));
    const pages = (await readPages(id, wanted)).map(({ place, label, text: printed }) => ({
      page: place,
      label,
      snippet: snippet(markText(printed, found.question)),
    }));
    return { total: found.places.length, pages, wordStart };
  };
}

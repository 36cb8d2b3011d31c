import type { Catalogue, Reading, SearchIndex } from '@diachi/ports';
import { documentNamed, type Route } from '@diachi/web';
import { describeHit, describePageHit } from './describe-document.ts';
import { parseHitQuery, parseSearchQuery, parseSuggestQuery } from './parse-query.ts';

export type SearchTools = { readonly reading: Reading; readonly catalogue: Catalogue; readonly index: SearchIndex };

/** What programs ask of the search, answered in JSON. */
export const searchRoutes = ({ reading, catalogue, index }: SearchTools): readonly Route[] => [
  {
    method: 'get',
    path: '/api/search',
    role: 'reader',
    summary: 'Documents and pages in which something is written',
    handle: async (request, response) => {
      const { total, hits, facets, corrections, wordStart } = await reading.search(parseSearchQuery(request.query));
      response.json({ total, hits: hits.map(describeHit), facets, corrections, wordStart });
    },
  },
  {
    method: 'get',
    path: '/api/suggest',
    role: 'reader',
    summary: 'Words and titles that begin as typed',
    handle: async (request, response) => {
      const { q, limit } = parseSuggestQuery(request.query);
      const suggestions = q.trim() === '' ? [] : await reading.suggest(q, limit);
      response.set('Cache-Control', 'max-age=60').json({ suggestions });
    },
  },
  {
    method: 'get',
    path: '/api/documents/:id/hits',
    role: 'reader',
    summary: 'Every page of a document in which something is written, in reading order',
    handle: async (request, response) => {
      const { q, ...stretch } = parseHitQuery(request.query);
      const { total, pages, wordStart } = await reading.hits(documentNamed(request), q, stretch);
      response.json({ total, pages: pages.map(describePageHit), wordStart });
    },
  },
  {
    method: 'get',
    path: '/api/status',
    role: 'archivist',
    summary: 'Counts of documents by state, and the size of the index',
    handle: async (_request, response) => {
      const [documents, indexed] = await Promise.all([catalogue.countByState(), index.size()]);
      response.json({ documents, index: indexed });
    },
  },
];

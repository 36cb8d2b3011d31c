import { isFailure } from '@diachi/domain';
import type { Catalogue, Reading, SearchIndex } from '@diachi/ports';
import { askingRoute, documentInPath, keepForAll, linkNext, type Route, searchOf, searchParameters } from '@diachi/web';
import { z } from 'zod';
import { hitsAnswer, searchAnswer, statusAnswer, suggestionsAnswer } from './answers.ts';
import { describeHit, describePageHit } from './describe-document.ts';
import { hitParameters, suggestParameters } from './parse-query.ts';
import type { SeeDocument } from './seen-document.ts';
import { ASK_AGAIN } from './send-object.ts';

export type SearchTools = {
  readonly reading: Reading;
  readonly see: SeeDocument;
  readonly catalogue: Catalogue;
  readonly index: SearchIndex;
};

/** What programs ask of the search, answered in JSON. */
export const searchRoutes = ({ reading, see, catalogue, index }: SearchTools): readonly Route[] => [
  askingRoute({
    method: 'get',
    path: '/api/search',
    role: 'reader',
    summary: 'Documents and pages in which something is written',
    asks: { query: searchParameters },
    answers: { body: searchAnswer },
    handle: async ({ query }, request, response) => {
      const search = searchOf(query);
      const { total, hits, facets, corrections, wordStart } = await reading.search(search);
      const nextOffset = search.offset + hits.length;
      if (hits.length > 0 && nextOffset < total) linkNext(request, response, { offset: nextOffset });
      keepForAll(response).json({ total, hits: hits.map(describeHit), facets, corrections, wordStart });
    },
  }),
  askingRoute({
    method: 'get',
    path: '/api/suggest',
    role: 'reader',
    summary: 'Words and titles that begin as typed',
    asks: { query: suggestParameters },
    answers: { body: suggestionsAnswer },
    handle: async ({ query: { q, limit } }, _request, response) => {
      const suggestions = q.trim() === '' ? [] : await reading.suggest(q, limit);
      // The same for everybody, and asked for with every letter.
      response.set('Cache-Control', 'public, max-age=60').json({ suggestions });
    },
  }),
  askingRoute({
    method: 'get',
    path: '/api/documents/:id/hits',
    role: 'reader',
    summary: 'Every page of a document in which something is written, in reading order',
    asks: { path: z.object({ id: documentInPath }), query: hitParameters },
    answers: { body: hitsAnswer },
    handle: async ({ path: { id }, query: { q, ...stretch } }, request, response, visitor) => {
      const { cacheControl } = await see(id, visitor);
      response.set('Cache-Control', cacheControl('text', ASK_AGAIN));
      const { total, pages, wordStart } = await reading.hits(id, q, stretch, visitor);
      const nextOffset = stretch.offset + pages.length;
      if (pages.length > 0 && nextOffset < total) linkNext(request, response, { offset: nextOffset });
      response.json({ total, pages: pages.map(describePageHit), wordStart });
    },
  }),
  {
    method: 'get',
    path: '/api/status',
    role: 'archivist',
    summary: 'Counts of documents by state, the size of the index (null while it is away), and what it lacks',
    answers: { body: statusAnswer },
    handle: async (_request, response) => {
      const [documents, shelves, indexed, size] = await Promise.all([
        catalogue.countByState(),
        catalogue.shelves(),
        catalogue.countIndexed(),
        sizeIfThere(index),
      ]);
      // An index that lost something knows of it before the catalogue does.
      const held = Math.min(indexed, size?.documents ?? indexed);
      // What is closed is published, and not in the index.
      const shown = shelves.reduce((sum, shelf) => sum + shelf.documents, 0);
      response.json({ documents, index: size, notIndexed: Math.max(0, shown - held) });
    },
  },
];

async function sizeIfThere(index: Pick<SearchIndex, 'size'>): Promise<Awaited<ReturnType<SearchIndex['size']>> | null> {
  try {
    return await index.size();
  } catch (thrown) {
    if (isFailure(thrown) && thrown.kind === 'unavailable') return null;
    throw thrown;
  }
}

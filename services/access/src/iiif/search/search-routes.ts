import { type Asker, type DocumentId, keys, languageTag } from '@diachi/domain';
import {
  countOf,
  FIRST_PLACE,
  type IiifAddresses,
  pageHits,
  type SearchPlace,
  type SearchResults,
  searchOne,
  searchTwo,
} from '@diachi/iiif';
import { parsePageText } from '@diachi/page-text';
import { documentNamed, parseInput, type Route } from '@diachi/web';
import { z } from 'zod';
import { ASK_AGAIN } from '../../send-object.ts';
import { shownRevision } from '../../shown-revision.ts';
import { iiifRoute } from '../iiif-route.ts';
import { addressesFor, type IiifTools } from '../iiif-tools.ts';
import { sendJsonLd } from '../send-json-ld.ts';
import { ignoredParameters } from './ignored-parameters.ts';

/** Matching pages of one answer. Each has its words read again, to say where they stand. */
const PAGES_AT_ONCE = 25;

const parameters = z.object({
  q: z.string().default(''),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  start: z.coerce.number().int().min(0).max(1_000_000_000).default(0),
});

/** Words looked for inside a document by viewers: IIIF Content Search 2.0, and 1.0 for those that know no other. */
export const contentSearchRoutes = (tools: IiifTools): readonly Route[] =>
  ([2, 1] as const).map((version) =>
    iiifRoute(
      `/iiif/search/${version}/documents/:id`,
      `Where in a document something is written, for viewers (IIIF Content Search ${version}.0)`,
      async (request, response, visitor) => {
        const id = documentNamed(request);
        const { q, ...place } = parseInput(parameters, request.query);
        const asked = { version, addresses: addressesFor(request, tools), id, query: q.trim(), place };
        const found = await find(tools, asked, visitor);
        const results = { ...found, ignored: ignoredParameters(request.query, ['motivation', 'date', 'user']) };
        sendJsonLd(request, response, {
          body: version === 2 ? searchTwo(results) : searchOne(results),
          profile: `http://iiif.io/api/search/${version}/context.json`,
          cacheControl: found.cacheControl,
        });
      },
    ),
  );

type Asked = {
  readonly version: 1 | 2;
  readonly addresses: IiifAddresses;
  readonly id: DocumentId;
  readonly query: string;
  readonly place: SearchPlace;
};

async function find(tools: IiifTools, asked: Asked, asker: Asker) {
  const { version, id, query, place } = asked;
  const seen = await tools.see(id, asker);
  seen.demand('text');
  const { document } = seen;
  const { total, pages, wordStart } =
    query === ''
      ? { total: 0, pages: [], wordStart: null }
      : await tools.reading.hits(id, query, { offset: place.offset, limit: PAGES_AT_ONCE }, asker);

  const hits: SearchResults['hits'][number][] = [];
  for (const { page } of pages) {
    // Past the cache: what a search reads would push out what people are reading.
    const text = parsePageText(await tools.store.get(keys.text(shownRevision(document), page)));
    hits.push(...pageHits(page, text, query, { isTyping: wordStart !== null }));
  }
  const offset = place.offset + pages.length;
  const next = pages.length > 0 && offset < total ? { offset, start: place.start + countOf(version, hits) } : null;
  // How much was told before the stretch before this one is known of the first alone.
  const previous = place.offset > 0 && place.offset <= PAGES_AT_ONCE ? FIRST_PLACE : null;
  const language = languageTag(document.record.language);
  const cacheControl = seen.cacheControl('text', ASK_AGAIN);
  return { ...asked, language, hits, next, previous, cacheControl };
}

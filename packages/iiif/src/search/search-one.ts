import { xywh } from '../xywh.ts';
import { FIRST_PLACE, hitAnnotation, resultsAddress, type SearchResults, totalOf } from './search-results.ts';

/** In this order, as section 3.4 wants them. */
const CONTEXTS = ['http://iiif.io/api/presentation/2/context.json', 'http://iiif.io/api/search/1/context.json'];

/** What was found, as Content Search 1.0 answers it (section 3), for the viewers that know no other. */
export function searchOne(results: SearchResults) {
  const { addresses, id, hits, place, previous, next, ignored } = results;
  const total = totalOf(1, results);
  return {
    '@context': CONTEXTS,
    '@id': resultsAddress(1, results, place),
    '@type': 'sc:AnnotationList' as const,
    within: {
      '@type': 'sc:Layer' as const,
      ...(total !== null && { total }),
      first: resultsAddress(1, results, FIRST_PLACE),
      ...(next === null && { last: resultsAddress(1, results, place) }),
      ...(ignored.length > 0 && { ignored }),
    },
    ...(next !== null && { next: resultsAddress(1, results, next) }),
    ...(previous !== null && { prev: resultsAddress(1, results, previous) }),
    startIndex: place.start,
    resources: hits.flatMap(({ page, parts }) =>
      parts.map((part) => ({
        '@id': hitAnnotation(results, page, part),
        '@type': 'oa:Annotation' as const,
        motivation: 'sc:painting',
        resource: { '@type': 'cnt:ContentAsText' as const, chars: part.text },
        on: xywh(addresses.canvas(id, page), part.box),
      })),
    ),
    hits: hits.map(({ page, parts, before, after }) => ({
      '@type': 'search:Hit' as const,
      annotations: parts.map((part) => hitAnnotation(results, page, part)),
      match: parts.map(({ text }) => text).join(' '),
      before: before === '' ? '' : `${before} `,
      after: after === '' ? '' : ` ${after}`,
    })),
  };
}

import { xywh } from '../xywh.ts';
import type { Hit, HitPart } from './page-hits.ts';
import { FIRST_PLACE, hitAnnotation, resultsAddress, type SearchResults, totalOf } from './search-results.ts';

export const SEARCH_CONTEXT_2 = 'http://iiif.io/api/search/2/context.json';

/**
 * What was found, as Content Search 2.0 answers it (section 4): an annotation for each line of each place, and beside them what each place says and what
 * stands around it. The total is told on the last stretch.
 */
export function searchTwo(results: SearchResults) {
  const { hits, place, previous, next, ignored } = results;
  const address = (at: typeof place) => ({ id: resultsAddress(2, results, at), type: 'AnnotationPage' as const });
  const total = totalOf(2, results);
  const isWhole = place.offset === 0 && next === null;
  return {
    '@context': SEARCH_CONTEXT_2,
    ...address(place),
    ...(ignored.length > 0 && { ignored }),
    partOf: {
      id: `${resultsAddress(2, results, FIRST_PLACE)}#all`,
      type: 'AnnotationCollection' as const,
      ...(total !== null && { total }),
      first: address(FIRST_PLACE),
      ...(next === null && { last: address(place) }),
    },
    ...(next !== null && { next: address(next) }),
    ...(previous !== null && { prev: address(previous) }),
    ...(!isWhole && { startIndex: place.start }),
    items: hits.flatMap((hit) => hit.parts.map((part) => foundPart(results, hit, part))),
    annotations: [
      {
        id: `${resultsAddress(2, results, place)}#context`,
        type: 'AnnotationPage' as const,
        items: hits.map((hit) => contextOf(results, hit)),
      },
    ],
  };
}

const foundPart = (results: SearchResults, { page }: Hit, part: HitPart) => ({
  id: hitAnnotation(results, page, part),
  type: 'Annotation' as const,
  motivation: 'supplementing',
  body: { type: 'TextualBody' as const, value: part.text, language: results.language, format: 'text/plain' },
  target: xywh(results.addresses.canvas(results.id, page), part.box),
});

/** One annotation for a place, whose targets are the annotations of its lines. */
function contextOf(results: SearchResults, { page, parts, before, after }: Hit) {
  const targets = parts.map((part, at) => ({
    type: 'SpecificResource' as const,
    source: hitAnnotation(results, page, part),
    selector: [
      {
        type: 'TextQuoteSelector' as const,
        ...(at === 0 && before !== '' && { prefix: `${before} ` }),
        exact: part.text,
        ...(at === parts.length - 1 && after !== '' && { suffix: ` ${after}` }),
      },
    ],
  }));
  const [only] = targets;
  return {
    id: `${hitAnnotation(results, page, { first: parts[0]?.first ?? 0, last: parts.at(-1)?.last ?? 0 })}-context`,
    type: 'Annotation' as const,
    motivation: 'contextualizing',
    target: targets.length === 1 && only ? only : targets,
  };
}

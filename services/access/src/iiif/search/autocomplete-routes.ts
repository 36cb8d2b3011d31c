import { type Asker, type DocumentId, isFailure } from '@diachi/domain';
import { termsOne, termsTwo } from '@diachi/iiif';
import { documentNamed, parseInput, type Route } from '@diachi/web';
import { z } from 'zod';
import { ASK_AGAIN } from '../../send-object.ts';
import { iiifRoute } from '../iiif-route.ts';
import { addressesFor, type IiifTools } from '../iiif-tools.ts';
import { sendJsonLd } from '../send-json-ld.ts';
import { ignoredParameters } from './ignored-parameters.ts';

/** Terms told, and of how many that begin so it is looked whether the document has them. */
const TERMS = 10;
const CANDIDATES = 20;

const parameters = z.object({ q: z.string().max(200).default('') });

/** Words of a document that begin as typed, for viewers (the autocomplete services of IIIF Content Search). */
export const autocompleteRoutes = (tools: IiifTools): readonly Route[] =>
  ([2, 1] as const).map((version) =>
    iiifRoute(
      `/iiif/autocomplete/${version}/documents/:id`,
      `Words of a document that begin as typed, for viewers (IIIF Content Search ${version}.0)`,
      async (request, response, visitor) => {
        const id = documentNamed(request);
        const { q } = parseInput(parameters, request.query);
        const start = q.trim();
        const seen = await tools.see(id, visitor);
        seen.demand('text');
        const found = {
          addresses: addressesFor(request, tools),
          id,
          start,
          terms: start === '' ? [] : await findTerms(tools, id, start, visitor),
          ignored: ignoredParameters(request.query, ['min', 'motivation', 'date', 'user']),
        };
        sendJsonLd(request, response, {
          body: version === 2 ? termsTwo(found) : termsOne(found),
          profile: `http://iiif.io/api/search/${version}/context.json`,
          cacheControl: seen.cacheControl('text', ASK_AGAIN),
        });
      },
    ),
  );

/** What the whole library has that begins so, as far as this document has it. */
async function findTerms({ reading }: IiifTools, id: DocumentId, start: string, asker: Asker) {
  const terms: string[] = [];
  for (const term of await reading.suggest(start, CANDIDATES)) {
    if (terms.length === TERMS) break;
    if (await isIn(reading, id, term, asker)) terms.push(term);
  }
  return terms;
}

async function isIn(reading: IiifTools['reading'], id: DocumentId, term: string, asker: Asker): Promise<boolean> {
  try {
    const { total, wordStart } = await reading.hits(id, term, { offset: 0, limit: 1 }, asker);
    return total > 0 && wordStart === null;
  } catch (thrown) {
    // A title of another document may be longer than what can be looked for.
    if (isFailure(thrown) && thrown.code === 'search.bad-query') return false;
    throw thrown;
  }
}

import { languageTag } from '@diachi/domain';
import { GRANULARITIES, PRESENTATION_CONTEXT, textAnnotations } from '@diachi/iiif';
import { documentNamed, pageNamed, parseInput, type Route } from '@diachi/web';
import { z } from 'zod';
import { ASK_AGAIN } from '../../send-object.ts';
import { iiifRoute } from '../iiif-route.ts';
import { addressesFor, type IiifTools } from '../iiif-tools.ts';
import { sendJsonLd } from '../send-json-ld.ts';

const parameters = z.object({ granularity: z.enum(GRANULARITIES).default('line') });

/** What is written on a page, line by line or word by word, where it stands. */
export const annotationRoute = (tools: IiifTools): Route =>
  iiifRoute(
    '/iiif/annotations/3/documents/:id/pages/:page',
    'The text of a page as IIIF annotations; ?granularity=word for each word by itself',
    async (request, response, visitor) => {
      const id = documentNamed(request);
      const page = pageNamed(request);
      const { granularity } = parseInput(parameters, request.query);
      const seen = await tools.see(id, visitor);
      const { text } = await tools.reading.page(id, page, visitor);
      const language = languageTag(seen.document.record.language);
      const addresses = addressesFor(request, tools);
      sendJsonLd(request, response, {
        body: textAnnotations({ addresses, id, page, text, language, granularity }),
        profile: PRESENTATION_CONTEXT,
        cacheControl: seen.cacheControl('text', ASK_AGAIN),
      });
    },
  );

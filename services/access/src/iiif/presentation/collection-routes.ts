import { EVERYONE, Failure, type Library, parseLibraryCode } from '@diachi/domain';
import {
  collectionNamed,
  documentCollection,
  libraryCollection,
  PRESENTATION_CONTEXT,
  topCollection,
} from '@diachi/iiif';
import { parseInput, pathParameter, type Route } from '@diachi/web';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { ASK_AGAIN } from '../../send-object.ts';
import { iiifRoute } from '../iiif-route.ts';
import { addressesFor, type IiifTools } from '../iiif-tools.ts';
import { sendJsonLd } from '../send-json-ld.ts';
import { documentsOfSeries } from './documents-of-series.ts';

/** Members of one stretch of a collection: what a viewer lists without stopping. */
const STRETCH = 250;

const place = z.coerce.number().int().min(0).max(1_000_000);
const parameters = z.object({ after: z.string().min(1).max(200).optional() });

/** What there is to be seen, by library and collection, for viewers and harvesters. The same for whoever asks: what everybody may know of. */
export const collectionRoutes = (tools: IiifTools): readonly Route[] => [
  iiifRoute(
    '/iiif/presentation/3/collection',
    'All member libraries as an IIIF collection',
    async (request, response) => {
      send(request, response, topCollection(addressesFor(request, tools), await tools.reading.libraries()));
    },
  ),
  iiifRoute(
    '/iiif/presentation/3/libraries/:code',
    'A member library as an IIIF collection of its collections',
    async (request, response) => {
      const library = await libraryNamed(tools, request);
      const shelves = (await tools.reading.shelves()).filter((shelf) => shelf.library === library.code);
      const names = [...new Set(shelves.map(({ collection }) => collection))].toSorted((one, other) =>
        one.localeCompare(other, 'vi'),
      );
      send(request, response, libraryCollection(addressesFor(request, tools), library, names, null));
    },
  ),
  iiifRoute(
    '/iiif/presentation/3/libraries/:code/collections/:collection',
    'Documents of a collection, newest first, as an IIIF collection; `-` for what is in none',
    async (request, response) => {
      const library = await libraryNamed(tools, request);
      const name = collectionNamed(pathParameter(request, 'collection'));
      const { after = null } = parseInput(parameters, request.query);
      const filter = { library: library.code, collection: name, isShown: true } as const;
      const stretch = { limit: STRETCH, ...(after !== null && { after }) };
      const { documents, next } = await tools.reading.documents(filter, stretch, EVERYONE);
      if (documents.length === 0 && next === null && after === null && name !== '') {
        throw new Failure('missing', 'collection.missing', 'This library has no such collection.');
      }
      const addresses = addressesFor(request, tools);
      const shown = { kind: 'collection', name, after, documents, next } as const;
      send(request, response, documentCollection({ addresses, library, logo: null, ...shown }));
    },
  ),
  iiifRoute(
    '/iiif/presentation/3/libraries/:code/series/:series',
    'Documents of a series, oldest first, as an IIIF collection',
    async (request, response) => {
      const library = await libraryNamed(tools, request);
      const name = collectionNamed(pathParameter(request, 'series'));
      const { after = null } = parseInput(parameters, request.query);
      const offset = parseInput(place, after ?? '0');
      const { documents, next } = await documentsOfSeries(tools, { library: library.code, name }, offset);
      if (documents.length === 0 && offset === 0) {
        throw new Failure('missing', 'series.missing', 'This library has no such series.');
      }
      const addresses = addressesFor(request, tools);
      const shown = { kind: 'series', name, after, documents, next: next === null ? null : String(next) } as const;
      send(request, response, documentCollection({ addresses, library, logo: null, ...shown }));
    },
  ),
];

const send = (request: Request, response: Response, body: object) =>
  sendJsonLd(request, response, { body, profile: PRESENTATION_CONTEXT, cacheControl: ASK_AGAIN });

async function libraryNamed({ reading }: IiifTools, request: Request): Promise<Library> {
  const written = pathParameter(request, 'code');
  const library = (await reading.libraries()).find(({ code }) => code === written);
  if (library) return { code: parseLibraryCode(library.code), name: library.name };
  throw new Failure('missing', 'library.missing', 'There is no such member library.');
}

import { dayOf, rightsOf } from '@diachi/domain';
import { plainText } from '@diachi/page-text';
import type { Reading } from '@diachi/ports';
import { askingRoute, documentInPath, keepForAll, linkNext, pageInPath, type Route, recordTag } from '@diachi/web';
import { z } from 'zod';
import { documentListAnswer, documentViewAnswer, pageAnswer } from './answers.ts';
import { describeDocument, describeView } from './describe-document.ts';
import { listOf, listParameters } from './parse-query.ts';
import type { SeeDocument } from './seen-document.ts';
import { ASK_AGAIN } from './send-object.ts';

export type DocumentTools = { readonly reading: Reading; readonly see: SeeDocument; readonly clock: () => Date };

/** What programs ask of documents and their pages, answered in JSON. */
export const documentRoutes = ({ reading, see, clock }: DocumentTools): readonly Route[] => [
  askingRoute({
    method: 'get',
    path: '/api/documents',
    role: 'reader',
    summary: 'Documents, newest first',
    asks: { query: listParameters },
    answers: { body: documentListAnswer },
    handle: async ({ query }, request, response, visitor) => {
      const { filter, stretch } = listOf(query);
      const { documents, next } = await reading.documents(filter, stretch, visitor);
      if (next !== null) linkNext(request, response, { after: next });
      const today = dayOf(clock());
      const described = documents.map((one) => describeDocument(one, visitor, rightsOf(one, visitor, today)));
      keepForAll(response).json({ documents: described, next });
    },
  }),
  askingRoute({
    method: 'get',
    path: '/api/documents/:id',
    role: 'reader',
    summary: 'A document: its record and the states of its pages; ?pages=none leaves the pages out',
    asks: { path: z.object({ id: documentInPath }), query: z.object({ pages: z.string().optional() }) },
    answers: { body: documentViewAnswer },
    handle: async ({ path: { id }, query }, _request, response, visitor) => {
      const seen = await see(id, visitor);
      response.set('Cache-Control', seen.cacheControl('text', ASK_AGAIN));
      const told =
        query.pages === 'none'
          ? { ...describeDocument(seen.document, visitor, seen.rights), rights: seen.rights }
          : describeView(await reading.document(id, visitor), visitor);
      response.set('ETag', recordTag(seen.document.recordVersion, told)).json(told);
    },
  }),
  askingRoute({
    method: 'get',
    path: '/api/documents/:id/pages/:page',
    role: 'reader',
    summary: 'One page: its image, its words and where they stand',
    asks: { path: z.object({ id: documentInPath, page: pageInPath }) },
    answers: { body: pageAnswer },
    handle: async ({ path: { id, page } }, _request, response, visitor) => {
      const { cacheControl } = await see(id, visitor);
      response.set('Cache-Control', cacheControl('text', ASK_AGAIN));
      const view = await reading.page(id, page, visitor);
      const { label, state, reason, image } = view.page;
      response.json({
        page,
        label,
        state,
        ...(reason && { reason }),
        revision: view.revision,
        image,
        text: plainText(view.text),
        words: view.text.kind === 'read' ? view.text.words : [],
        engine: view.text.engine,
        treatments: view.text.treatments,
      });
    },
  }),
];

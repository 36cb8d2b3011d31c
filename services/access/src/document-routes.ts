import { plainText } from '@diachi/page-text';
import type { Reading } from '@diachi/ports';
import { documentNamed, pageNamed, type Route } from '@diachi/web';
import { describeDocument, describeView } from './describe-document.ts';
import { parseListQuery } from './parse-query.ts';
import type { SeeDocument } from './seen-document.ts';
import { ASK_AGAIN } from './send-object.ts';

export type DocumentTools = { readonly reading: Reading; readonly see: SeeDocument };

/** What programs ask of documents and their pages, answered in JSON. */
export const documentRoutes = ({ reading, see }: DocumentTools): readonly Route[] => [
  {
    method: 'get',
    path: '/api/documents',
    role: 'reader',
    summary: 'Documents, newest first',
    handle: async (request, response, visitor) => {
      const { filter, stretch } = parseListQuery(request.query);
      const { documents, next } = await reading.documents(filter, stretch, visitor);
      response.json({ documents: documents.map((document) => describeDocument(document, visitor.role)), next });
    },
  },
  {
    method: 'get',
    path: '/api/documents/:id',
    role: 'reader',
    summary: 'A document: its record and the states of its pages; ?pages=none leaves the pages out',
    handle: async (request, response, visitor) => {
      const id = documentNamed(request);
      const seen = await see(id, visitor);
      response.set('Cache-Control', seen.cacheControl('text', ASK_AGAIN));
      if (request.query['pages'] === 'none') {
        response.json({ ...describeDocument(seen.document, visitor.role), rights: seen.rights });
        return;
      }
      response.json(describeView(await reading.document(id, visitor), visitor.role));
    },
  },
  {
    method: 'get',
    path: '/api/documents/:id/pages/:page',
    role: 'reader',
    summary: 'One page: its image, its words and where they stand',
    handle: async (request, response, visitor) => {
      const id = documentNamed(request);
      const page = pageNamed(request);
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
  },
];

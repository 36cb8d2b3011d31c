import { plainText } from '@diachi/page-text';
import type { Reading } from '@diachi/ports';
import { documentNamed, pageNamed, type Route } from '@diachi/web';
import { describeDocument, describeView } from './describe-document.ts';
import { parseListQuery } from './parse-query.ts';

/** What programs ask of documents and their pages, answered in JSON. */
export const documentRoutes = ({ reading }: { readonly reading: Reading }): readonly Route[] => [
  {
    method: 'get',
    path: '/api/documents',
    role: 'reader',
    summary: 'Documents, newest first',
    handle: async (request, response, { role }) => {
      const { filter, stretch } = parseListQuery(request.query);
      const { documents, next } = await reading.documents(filter, stretch, role);
      response.json({ documents: documents.map((document) => describeDocument(document, role)), next });
    },
  },
  {
    method: 'get',
    path: '/api/documents/:id',
    role: 'reader',
    summary: 'A document: its record and the states of its pages; ?pages=none leaves the pages out',
    handle: async (request, response, { role }) => {
      if (request.query['pages'] === 'none') {
        response.json(describeDocument(await reading.documentAlone(documentNamed(request), role), role));
        return;
      }
      response.json(describeView(await reading.document(documentNamed(request), role), role));
    },
  },
  {
    method: 'get',
    path: '/api/documents/:id/pages/:page',
    role: 'reader',
    summary: 'One page: its image, its words and where they stand',
    handle: async (request, response, { role }) => {
      const page = pageNamed(request);
      const view = await reading.page(documentNamed(request), page, role);
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

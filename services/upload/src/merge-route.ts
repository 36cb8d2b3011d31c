import { type DocumentId, Failure, parseDocumentId } from '@diachi/domain';
import { askingRoute, documentInPath, type Route } from '@diachi/web';
import { z } from 'zod';
import { removeDocument } from './change-document.ts';
import type { WorkTools } from './work-tools.ts';

const merge = z.object({ into: z.string().max(2_000) });

/** Two records of one thing become one: the document that goes leads to the one that stays. */
export const mergeRoute = (tools: WorkTools): Route =>
  askingRoute({
    method: 'post',
    path: '/api/documents/:id/merge',
    role: 'admin',
    summary:
      'Removes a document another took the place of, to which its addresses lead from then on: {into}, an id or an address',
    body: 'json-or-form',
    asks: { path: z.object({ id: documentInPath }), body: merge },
    answers: { body: z.object({ document: z.string() }) },
    handle: async ({ path: { id }, body }, request, response, visitor) => {
      const into = parseMergedInto(body.into);
      await tools.catalogue.document(into);
      await removeDocument(tools, id, visitor, { mergedInto: into });
      if (request.is('application/x-www-form-urlencoded')) response.redirect(303, `/documents/${into}`);
      else response.json({ document: into });
    },
  });

/** A document by its id, or by the address of one of its pages as somebody copied it. */
function parseMergedInto(written: string): DocumentId {
  const [, id] = /(?:^|\/documents\/)([0-9a-z]{16})(?:[/?#]|$)/.exec(written.trim()) ?? [];
  if (id) return parseDocumentId(id);
  throw new Failure('invalid', 'merge.no-document', 'That is not the address of a document.');
}

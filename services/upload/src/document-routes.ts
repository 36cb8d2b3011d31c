import { parseRecord } from '@diachi/domain';
import { answerForm, documentNamed, localAddress, parseInput, type Route, type Visitor } from '@diachi/web';
import { z } from 'zod';
import { changeRecord, readAgain, removeDocument, retryDocument } from './change-document.ts';
import { mergeRoute } from './merge-route.ts';
import type { WorkTools } from './work-tools.ts';

const patch = z.object({ record: z.record(z.string(), z.unknown()), onVersion: z.number().int().min(1) });
const form = z.looseObject({ onVersion: z.coerce.number().int().min(1), next: z.string().optional() });
const HISTORY_LENGTH = 200;

const nameOf = ({ name }: Visitor) => name ?? 'operator';

/** What archivists do with a document that is there. Each answers a form as well as a program. */
export const documentRoutes = (tools: WorkTools): readonly Route[] => [
  {
    method: 'patch',
    path: '/api/documents/:id',
    role: 'archivist',
    summary: 'Changes the record: {record, onVersion}; fields left out stay as they are',
    body: 'json',
    handle: async (request, response, visitor) => {
      const id = documentNamed(request);
      const { record, onVersion } = parseInput(patch, request.body);
      const current = await tools.catalogue.document(id);
      const change = { record: parseRecord({ ...current.record, ...record }), onVersion, who: nameOf(visitor) };
      response.json(await changeRecord(tools, id, change));
    },
  },
  {
    method: 'post',
    path: '/api/documents/:id/record',
    role: 'archivist',
    summary: 'The same for a form without script: the fields of the record, onVersion, next',
    body: 'form',
    handle: async (request, response, visitor) => {
      const id = documentNamed(request);
      const { onVersion, next, ...fields } = parseInput(form, request.body);
      const current = await tools.catalogue.document(id);
      const change = { record: parseRecord({ ...current.record, ...fields }), onVersion, who: nameOf(visitor) };
      await changeRecord(tools, id, change);
      response.redirect(303, localAddress(next ?? `/documents/${id}`));
    },
  },
  {
    method: 'get',
    path: '/api/documents/:id/history',
    role: 'archivist',
    summary: 'What was done with a document, newest first; changes of the record with both versions',
    handle: async (request, response) => {
      const { id } = await tools.catalogue.document(documentNamed(request));
      response.json(await tools.catalogue.audit.entries({ documentId: id, limit: HISTORY_LENGTH }));
    },
  },
  {
    method: 'post',
    path: '/api/documents/:id/retry',
    role: 'archivist',
    summary: 'Tries again what failed',
    body: 'json-or-form',
    handle: async (request, response, visitor) =>
      answerForm(request, response, await retryDocument(tools, documentNamed(request), nameOf(visitor))),
  },
  {
    method: 'post',
    path: '/api/documents/:id/read-again',
    role: 'archivist',
    summary: 'Reads a published document anew, beside what readers see',
    body: 'json-or-form',
    handle: async (request, response, visitor) =>
      answerForm(request, response, await readAgain(tools, documentNamed(request), nameOf(visitor))),
  },
  {
    method: 'delete',
    path: '/api/documents/:id',
    role: 'archivist',
    summary: 'Removes a document for good: an administrator any, an archivist a refused one',
    handle: async (request, response, visitor) => {
      await removeDocument(tools, documentNamed(request), visitor);
      response.status(204).end();
    },
  },
  mergeRoute(tools),
  {
    method: 'post',
    path: '/api/documents/:id/remove',
    role: 'archivist',
    summary: 'The same for a form without script',
    body: 'form',
    handle: async (request, response, visitor) => {
      await removeDocument(tools, documentNamed(request), visitor);
      answerForm(request, response);
    },
  },
];

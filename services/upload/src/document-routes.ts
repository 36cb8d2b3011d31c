import { parseRecord } from '@diachi/domain';
import {
  answerForm,
  askingRoute,
  documentAnswer,
  documentInPath,
  documentNamed,
  ifMatch,
  localAddress,
  parseInput,
  type Route,
  recordFields,
  recordTag,
  type Visitor,
  versionToChange,
} from '@diachi/web';
import { z } from 'zod';
import { historyAnswer, revisionAnswer } from './answers.ts';
import { changeRecord, readAgain, removeDocument, retryDocument } from './change-document.ts';
import { mergeRoute } from './merge-route.ts';
import type { WorkTools } from './work-tools.ts';

const path = z.object({ id: documentInPath });
const headers = z.object({ 'if-match': ifMatch });
const patch = z.object({ record: recordFields, onVersion: z.number().int().min(1).optional() });
const form = z.looseObject({ onVersion: z.coerce.number().int().min(1), next: z.string().optional() });
const HISTORY_LENGTH = 200;

const nameOf = ({ name }: Visitor) => name ?? 'operator';

/** What archivists do with a document that is there. Each answers a form as well as a program. */
export const documentRoutes = (tools: WorkTools): readonly Route[] => [
  askingRoute({
    method: 'patch',
    path: '/api/documents/:id',
    role: 'archivist',
    summary: 'Changes the record: {record, onVersion}; fields left out stay as they are',
    body: 'json',
    asks: { path, body: patch, headers },
    answers: { body: documentAnswer },
    handle: async ({ path: { id }, body, headers: named }, _request, response, visitor) => {
      const current = await tools.catalogue.document(id);
      const onVersion = versionToChange(current.recordVersion, named['if-match'], body.onVersion);
      const record = parseRecord({ ...current.record, ...body.record });
      const changed = await changeRecord(tools, id, { record, onVersion, who: nameOf(visitor) });
      response.set('ETag', recordTag(changed.recordVersion, changed)).json(changed);
    },
  }),
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
  askingRoute({
    method: 'get',
    path: '/api/documents/:id/history',
    role: 'archivist',
    summary: 'What was done with a document, newest first; changes of the record with both versions',
    asks: { path },
    answers: { body: historyAnswer },
    handle: async ({ path: { id } }, _request, response) => {
      await tools.catalogue.document(id);
      response.json(await tools.catalogue.audit.entries({ documentId: id, limit: HISTORY_LENGTH }));
    },
  }),
  askingRoute({
    method: 'post',
    path: '/api/documents/:id/retry',
    role: 'archivist',
    summary: 'Tries again what failed',
    body: 'json-or-form',
    asks: { path },
    answers: { body: documentAnswer },
    handle: async ({ path: { id } }, request, response, visitor) =>
      answerForm(request, response, await retryDocument(tools, id, nameOf(visitor))),
  }),
  askingRoute({
    method: 'post',
    path: '/api/documents/:id/read-again',
    role: 'archivist',
    summary: 'Reads a published document anew, beside what readers see',
    body: 'json-or-form',
    asks: { path },
    answers: { body: revisionAnswer },
    handle: async ({ path: { id } }, request, response, visitor) =>
      answerForm(request, response, await readAgain(tools, id, nameOf(visitor))),
  }),
  askingRoute({
    method: 'delete',
    path: '/api/documents/:id',
    role: 'archivist',
    summary: 'Removes a document for good: an administrator any, an archivist a refused one',
    asks: { path, headers },
    answers: { status: 204, body: null },
    handle: async ({ path: { id }, headers: named }, _request, response, visitor) => {
      await removeDocument(tools, id, visitor, { ifMatch: named['if-match'] });
      response.status(204).end();
    },
  }),
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

import {
  type FailureNote,
  fieldsOf,
  noteOf,
  oneOf,
  orNull,
  parseLibraryCode,
  ROLES,
  textOf,
  wholeOf,
} from '@diachi/domain';
import { LANGUAGES } from '@diachi/messages';
import type { Request } from 'express';
import type { ShownFailure } from './answer-failure.ts';
import type { Visitor } from './visitor.ts';

/** What the page that shows a failure has to know of the request. */
export type FailedRequest = Pick<Request, 'method' | 'path' | 'originalUrl' | 'query' | 'body'>;

/** A failure, of which request, and who asked, on its way from the service that met it to the one that has pages. */
export type ToldFailure = {
  readonly failure: ShownFailure;
  readonly request: FailedRequest;
  readonly visitor: Visitor;
};

/** Reads a failure that another service met. Throws what says which field is wrong. */
export function readToldFailure(raw: unknown): ToldFailure {
  const told = fieldsOf(raw);
  const failure = fieldsOf(told['failure']);
  const request = fieldsOf(told['request']);
  return {
    failure: { note: noteOf(failure['note']) satisfies FailureNote, status: wholeOf(failure['status'], 400) },
    request: {
      method: textOf(request['method']),
      path: textOf(request['path']),
      originalUrl: textOf(request['originalUrl']),
      query: textFieldsOf(request['query']),
      body: textFieldsOf(request['body']),
    },
    visitor: visitorOf(told['visitor']),
  };
}

/** What is told of a failure: of a form what was written in it, but no password. */
export function tellFailure(failure: ShownFailure, request: FailedRequest, visitor: Visitor): ToldFailure {
  const { method, path, originalUrl } = request;
  const { password: _, ...body } = textFields(request.body);
  return { failure, request: { method, path, originalUrl, query: textFields(request.query), body }, visitor };
}

function visitorOf(raw: unknown): Visitor {
  const visitor = fieldsOf(raw);
  return {
    role: oneOf(visitor['role'], ROLES),
    library: orNull(visitor['library'], parseLibraryCode),
    name: orNull(visitor['name'], textOf),
    personId: orNull(visitor['personId'], (id) => wholeOf(id, 0)),
    csrfToken: textOf(visitor['csrfToken']),
    language: oneOf(visitor['language'], LANGUAGES),
  };
}

type TextFields = Readonly<Record<string, string>>;

/** Fields of a form or an address that were written once, as text. */
const textFields = (raw: unknown): TextFields =>
  Object.fromEntries(
    Object.entries(raw ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

const textFieldsOf = (raw: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(fieldsOf(raw)).map(([name, value]) => [name, textOf(value)]));

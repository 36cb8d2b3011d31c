import type { FailureNote } from '@diachi/domain';

/** A failure as a program is told it (RFC 9457), with our stable `code` and the numbers and names of the message. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly details: FailureNote['details'];
};

const byKind = { invalid: 400, missing: 404, conflict: 409, unavailable: 503, bug: 500 } as const;

// What only the web knows: who asks, how often, and how much at once.
const byCode: Readonly<Record<string, number>> = {
  'access.sign-in-needed': 401,
  'access.wrong-password': 401,
  'access.bad-token': 401,
  'access.not-allowed': 403,
  'access.forged-request': 403,
  'document.restricted': 403,
  'document.gone': 410,
  'record.not-this-version': 412,
  'library.not-this-version': 412,
  'record.no-version-named': 428,
  'access.scope-needed': 403,
  'access.session-needed': 403,
  'access.too-many-tries': 429,
  'access.too-many-requests': 429,
  'address.wrong-method': 405,
  'body.too-large': 413,
  'upload.too-large': 413,
  'body.wrong-type': 415,
};

/** The one place where kinds of failure become HTTP statuses. */
export const statusOf = (note: FailureNote): number => byCode[note.code] ?? byKind[note.kind];

const titles: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  410: 'Gone',
  412: 'Not the version named',
  413: 'Too large',
  415: 'Not read here',
  428: 'Name a version',
  429: 'Too many requests',
  500: 'Internal error',
  503: 'Not available now',
};

export function toProblem(note: FailureNote, detail: string): Problem {
  const status = statusOf(note);
  return {
    type: 'about:blank',
    title: titles[status] ?? 'Error',
    status,
    detail,
    code: note.code,
    details: note.details,
  };
}

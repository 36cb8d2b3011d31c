import { CSRF_HEADER } from '../visitor.ts';
import type { JsonSchema } from './schema-of.ts';

type Components = Readonly<Record<string, Readonly<Record<string, JsonSchema>>>> & {
  readonly schemas: Readonly<Record<string, JsonSchema>>;
};

const PROBLEMS: Readonly<Record<string, string>> = {
  400: 'What was sent cannot be used.',
  401: 'Sign in, or send an access token that is good.',
  403: 'Whoever asks may not do this, or the token lacks a scope.',
  404: 'There is no such thing.',
  409: 'It is not as whoever asks thought.',
  410: 'It was here and was removed.',
  412: 'It is not the version that was named.',
  413: 'More was sent than is read here.',
  415: 'What was sent is of a type that is not read here.',
  428: 'Name the version the change is made on.',
  429: 'Too many requests; Retry-After says when to come back.',
  500: 'A bug of ours; it has been written down.',
  503: 'Something needed cannot answer now; Retry-After says when to come back.',
};

/** Headers of an answer that is a problem. */
const HEADERS_OF: Readonly<Record<string, readonly string[]>> = {
  401: ['WWW-Authenticate'],
  403: ['WWW-Authenticate'],
  429: ['Retry-After', 'RateLimit', 'RateLimit-Policy'],
  503: ['Retry-After'],
};

/** What is no problem, and has no body. */
const ELSEWHERE: Readonly<Record<string, JsonSchema>> = {
  301: {
    description: 'It was merged into another document, of which this is the same.',
    headers: headersOf(['Location']),
  },
  303: {
    description:
      'What was sent as a form is done: leads to the address of ours in its field next, or to the first page.',
    headers: headersOf(['Location']),
  },
  304: {
    description: 'It is as it was when the ETag was given.',
    headers: headersOf(['ETag', 'RateLimit', 'RateLimit-Policy']),
  },
};

function headersOf(names: readonly string[]): JsonSchema {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** What every answer shares: problems (RFC 9457), headers, and how programs are known. */
export const apiComponents = (codes: readonly string[]): Components => ({
  securitySchemes: {
    token: {
      type: 'http',
      scheme: 'bearer',
      description: 'A personal access token with the scopes named (RFC 6750): read, write, manage.',
    },
    session: {
      type: 'apiKey',
      in: 'cookie',
      name: 'diachi_session',
      description: 'What a browser was signed in with.',
    },
    forgery: {
      type: 'apiKey',
      in: 'header',
      name: CSRF_HEADER,
      description: 'With a session: the csrfToken of GET /api/session.',
    },
  },
  headers: {
    ETag: { description: 'Names this answer; If-None-Match asks for another.', schema: { type: 'string' } },
    Link: { description: 'rel="next": where the list goes on.', schema: { type: 'string' } },
    RateLimit: {
      description: 'Requests that are left (r) and seconds until they are counted anew (t).',
      schema: { type: 'string' },
    },
    'RateLimit-Policy': { description: 'Requests (q) in so many seconds (w).', schema: { type: 'string' } },
    'Retry-After': { description: 'Seconds.', schema: { type: 'integer', minimum: 0 } },
    Location: { description: 'Where it is.', schema: { type: 'string' } },
    'WWW-Authenticate': {
      description:
        'What a program is asked for: a token, another one, or one with the scope named (RFC 6750, section 3).',
      schema: { type: 'string' },
    },
  },
  responses: {
    ...ELSEWHERE,
    ...Object.fromEntries(
      Object.entries(PROBLEMS).map(([status, description]) => [
        status,
        {
          description,
          ...(HEADERS_OF[status] && { headers: headersOf(HEADERS_OF[status]) }),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
    ),
  },
  schemas: {
    Problem: {
      type: 'object',
      description: 'What failed (RFC 9457).',
      properties: {
        type: { const: 'about:blank' },
        title: { type: 'string' },
        status: { type: 'integer', minimum: 400, maximum: 599 },
        detail: { type: 'string', description: 'For a person, in the language asked for.' },
        code: { type: 'string', description: 'Stable, dotted, subject first.', enum: codes },
        details: {
          type: 'object',
          description: 'Numbers and names that are in the detail.',
          additionalProperties: { type: ['string', 'number'] },
        },
      },
      required: ['type', 'title', 'status', 'detail', 'code', 'details'],
    },
  },
});

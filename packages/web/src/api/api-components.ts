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
  412: 'It is no longer the version that was named.',
  429: 'Too many requests; Retry-After says when to come back.',
  503: 'Something needed cannot answer now; Retry-After says when to come back.',
};

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
  },
  responses: {
    304: { description: 'It is as it was when the ETag was given.' },
    ...Object.fromEntries(
      Object.entries(PROBLEMS).map(([status, description]) => [
        status,
        {
          description,
          ...((status === '429' || status === '503') && {
            headers: { 'Retry-After': { $ref: '#/components/headers/Retry-After' } },
          }),
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

import type { Route } from '../route.ts';
import { apiComponents } from './api-components.ts';
import { describeOperation } from './describe-operation.ts';
import type { ApiOperation, OpenApiDocument } from './open-api-document.ts';
import type { JsonSchema, NamedSchemas } from './schema-of.ts';

/** What programs are told of: every JSON address but those of the operator, those that are for forms without script, and the page that shows all this. */
const isForPrograms = ({ path, role, body }: Route): boolean =>
  path.startsWith('/api/') && !path.startsWith('/api/docs') && role !== 'operator' && body !== 'form';

/** What addresses are grouped by, in the order they are told: the first word of their path. */
const TAGS: Readonly<Record<string, string>> = {
  search: 'Finding documents and pages in which something is written.',
  documents: 'Records, pages and words, and work on them.',
  work: 'How documents go through the library.',
  libraries: 'The members of the shared repository.',
  session: 'Who is asking; signing in and out with a browser.',
  people: 'Who may sign in.',
  upkeep: 'Looking after the library.',
};

const TAG_OF: Readonly<Record<string, string>> = {
  search: 'search',
  suggest: 'search',
  documents: 'documents',
  work: 'work',
  libraries: 'libraries',
  session: 'session',
  welcome: 'session',
  people: 'people',
  status: 'upkeep',
  inspection: 'upkeep',
  learning: 'upkeep',
  rebuild: 'upkeep',
  harvest: 'upkeep',
  verification: 'upkeep',
  'openapi.json': 'upkeep',
};

/**
 * What the routes say of themselves as OpenAPI 3.1.1. Throws when an address for programs does not say what it answers, or belongs to
 * no group, and when a parameter of its path is read by no schema.
 */
export function describeApi(routes: readonly Route[], codes: readonly string[]): OpenApiDocument {
  const schemas: NamedSchemas = new Map();
  const paths: Record<string, Record<string, ApiOperation>> = {};
  for (const route of routes.filter(isForPrograms).toSorted(byAddress)) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}');
    const operation = describeOperation(route, tagOf(route), schemas);
    paths[path] = { ...paths[path], [route.method]: operation };
  }
  const { schemas: problem, ...components } = apiComponents(codes);
  return {
    openapi: '3.1.1',
    info: INFO,
    servers: [{ url: '/', description: 'This library.' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      ...components,
      schemas: { ...problem, ...Object.fromEntries([...schemas].toSorted(byName)) } as Record<string, JsonSchema>,
    },
  };
}

const INFO = {
  title: 'Kho Địa Chí',
  version: '1',
  summary: 'Documents of local studies: their records, their pages, and every word on them.',
  description: [
    'Whatever everybody may see is answered to everybody. For more, send an access token as `Authorization: Bearer …` (RFC 6750): people make them on',
    'their page “Access tokens”. A token with the scope `read` asks in the name of whoever made it, `write` also changes, `manage` also does what only administrators may.',
    '',
    'What fails is answered as `application/problem+json` (RFC 9457). Go by its `code`, never by its words: those are in the language asked for.',
    '',
    'Lists go on at the address in `Link: <…>; rel="next"` (RFC 8288). Answers to GET carry an `ETag`: send it back as `If-None-Match`, and what is',
    'as it was is answered with 304. A change of a record names the version it is made on, its `ETag` as `If-Match` or its number as `onVersion`: without',
    'one it is refused (428), and when another was faster too (412). `RateLimit` says how many requests are left (draft-ietf-httpapi-ratelimit-headers-08); too many are answered with 429 and `Retry-After`.',
    '',
    'Files are sent in pieces by tus 1.0 (https://tus.io/protocols/resumable-upload) to `/uploads`. The last part of the address that is answered as `Location` is the `upload`',
    'that POST /api/documents asks for, once all of it was sent.',
    '',
    'Files of documents, IIIF, OAI-PMH, SRU and feeds have addresses of their own, which their standards tell.',
  ].join('\n'),
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
} as const;

function tagOf({ path }: Route): string {
  const tag = TAG_OF[path.split('/')[2] ?? ''];
  if (tag === undefined) throw new Error(`${path} belongs to no group of addresses; name one in describe-api.ts.`);
  return tag;
}

const byAddress = (one: Route, other: Route) => compare(`${one.path} ${one.method}`, `${other.path} ${other.method}`);
const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]) => compare(one, other);
const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

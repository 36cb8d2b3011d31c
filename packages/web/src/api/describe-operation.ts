import type { z } from 'zod';
import { documentInPath } from '../path-place.ts';
import type { Route } from '../route.ts';
import { scopesFor } from '../token-scopes.ts';
import type { ApiOperation, ApiParameter } from './open-api-document.ts';
import { type JsonSchema, type NamedSchemas, schemaOf } from './schema-of.ts';

const WHO = {
  reader: 'Anybody may ask this; what is answered is what they may see.',
  member: 'For members of a library.',
  archivist: 'For archivists.',
  admin: 'For administrators.',
  operator: 'For the operator.',
} as const;

/** One address and method, as OpenAPI tells it. Throws when the route does not say what it answers. */
export function describeOperation(route: Route, tag: string, named: NamedSchemas): ApiOperation {
  const { asks, body, refusesTokens = false } = route;
  const parameters = [
    ...parametersOf('path', asks?.path, named),
    ...parametersOf('query', asks?.query, named),
    ...parametersOf('header', asks?.headers, named),
  ];
  refuseUntold(route, parameters);
  const types = ['application/json', ...(body === 'json-or-form' ? ['application/x-www-form-urlencoded'] : [])];
  const sent = asks?.body && schemaOf(asks.body, 'input', named);
  return {
    operationId: operationIdOf(route),
    tags: [tag],
    summary: route.summary,
    description: refusesTokens ? `${WHO[route.role]} Not with an access token.` : WHO[route.role],
    security: securityOf(route),
    ...(parameters.length > 0 && { parameters }),
    ...(sent && {
      requestBody: { required: true, content: Object.fromEntries(types.map((type) => [type, { schema: sent }])) },
    }),
    responses: responsesOf(route, named),
  };
}

function parametersOf(
  place: ApiParameter['in'],
  schema: z.ZodObject | undefined,
  named: NamedSchemas,
): readonly ApiParameter[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input', named) as {
    readonly properties?: Readonly<Record<string, JsonSchema>>;
    readonly required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: required.includes(name),
    ...(typeof description === 'string' && { description }),
    schema: rest,
  }));
}

function refuseUntold({ path }: Route, parameters: readonly ApiParameter[]): void {
  for (const [, name] of path.matchAll(/:(\w+)/g)) {
    if (parameters.some((parameter) => parameter.in === 'path' && parameter.name === name)) continue;
    throw new Error(`${path} does not say by which schema it reads :${name}.`);
  }
}

/** `get /api/documents/:id/pages/:page` is `getDocumentsIdPagesPage`. */
const operationIdOf = ({ method, path }: Route): string =>
  method +
  path
    .replace('/api', '')
    .replace(/\.\w+$/, '')
    .replaceAll(/[/:-]+(\w)/g, (_, letter: string) => letter.toUpperCase());

function securityOf({ role, method, refusesTokens }: Route): ApiOperation['security'] {
  return [
    ...(role === 'reader' ? [{}] : []),
    ...(refusesTokens ? [] : [{ token: scopesFor({ role }, method) }]),
    method === 'get' ? { session: [] } : { session: [], forgery: [] },
  ];
}

const HEADERS = ['RateLimit', 'RateLimit-Policy'];

function responsesOf(route: Route, named: NamedSchemas): ApiOperation['responses'] {
  const { method, path, answers, summary } = route;
  if (!answers) throw new Error(`${method} ${path} does not say what it answers.`);
  const { status = 200, body, type = 'application/json' } = answers;
  const isAsked = method === 'get' && body !== null && type === 'application/json';
  const headers = [
    ...HEADERS,
    ...(isAsked || hasToNameVersion(route) ? ['ETag'] : []),
    ...(goesOn(route) ? ['Link'] : []),
  ];
  const others = [...(isAsked ? ['304'] : []), ...redirectsOf(route), ...problemsOf(route)];
  return {
    [status]: {
      description: summary,
      headers: Object.fromEntries(headers.map((name) => [name, { $ref: `#/components/headers/${name}` }])),
      ...(body && { content: { [type]: { schema: schemaOf(body, 'output', named) } } }),
    },
    ...Object.fromEntries(others.map((one) => [one, { $ref: `#/components/responses/${one}` }])),
  };
}

const redirectsOf = (route: Route): readonly string[] => [
  ...(route.body === 'json-or-form' ? ['303'] : []),
  ...(isOfDocument(route) && route.method === 'get' ? ['301'] : []),
];

function problemsOf(route: Route): readonly string[] {
  const { method, path, role, asks, body } = route;
  const isRead = method === 'get';
  const isGoneToo = isRead && isOfDocument(route);
  return [
    ...(asks || body ? ['400'] : []),
    '401',
    ...(role === 'reader' && isRead && !isGoneToo ? [] : ['403']),
    ...(path.includes(':') ? ['404'] : []),
    ...(isRead ? [] : ['409']),
    ...(isGoneToo ? ['410'] : []),
    ...(isConditional(route) ? ['412'] : []),
    ...(body ? ['413', '415'] : []),
    ...(hasToNameVersion(route) ? ['428'] : []),
    '429',
    '500',
    '503',
  ];
}

/** Whether it is about a document, which may be closed to whoever asks, be gone, or have gone into another. */
const isOfDocument = ({ asks }: Route) => asks?.path?.shape['id'] === documentInPath;

const isConditional = ({ asks }: Route) => asks?.headers !== undefined && 'if-match' in asks.headers.shape;

/** Whether nothing is changed without a version that was read. What is removed is gone in every version, so there it is left to whoever asks. */
const hasToNameVersion = (route: Route) => route.method === 'patch' && isConditional(route);

const goesOn = ({ asks, method }: Route) =>
  method === 'get' && ['after', 'offset'].some((name) => asks?.query && name in asks.query.shape);

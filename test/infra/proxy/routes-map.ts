import type { Route } from '@diachi/web';
import type { ServiceName, ServiceRoutes } from './service-routes.ts';

/** Addresses that are for programs inside, whichever service may have them. */
const INSIDE = ['/metrics', '/readyz'];

/** What is answered only when all its files are kept, or line by line while they are. */
const COMMITS: ReadonlySet<string> = new Set(['post /api/documents', 'post /api/ingest']);

type Rule = {
  /** Who answers it to readers. */
  readonly service: ServiceName | 'nobody';
  /** Who has it. */
  readonly owner: ServiceName | 'nobody';
  readonly methods: string;
  readonly path: string;
  readonly isCommit: boolean;
};

/**
 * The routes of the services as two maps of nginx: by method and address, and by address alone, so that a method an address does
 * not answer is refused by the service that has the address. What only the operator may ask is answered by nobody, but at the inner door.
 */
export function routesMap(services: ServiceRoutes): string {
  const rules = Object.entries(services)
    .flatMap(([service, routes]) => routes.map((route) => ruleOf(service as ServiceName, route)))
    .toSorted(moreExactFirst);
  refuseTwoOwners(rules);
  const commits = rules.filter(({ isCommit }) => isCommit);
  if (commits.length !== COMMITS.size) throw new Error(`Of ${[...COMMITS].join(', ')} some are no routes.`);
  const inside = INSIDE.map(
    (path): Rule => ({ service: 'nobody', owner: 'nobody', methods: '', path, isCommit: false }),
  );
  const byPath = new Map([...inside, ...rules].map((rule) => [rule.path, rule]));
  return [
    '# Which service answers an address. Generated from the routes of the services: a test fails when it differs, and',
    '# `pnpm exec vitest run test/infra/proxy --update` writes it.',
    '',
    'map "$request_method:$written_path" $service {',
    '  default $service_of_path;',
    ...rules.map((rule) => `  "~^${rule.methods}:${pattern(rule.path)}/?$" ${rule.service};`),
    '}',
    '',
    'map $written_path $service_of_path {',
    '  default portal;',
    ...[...byPath.values()]
      .filter((rule) => rule.service !== 'portal')
      .map((rule) => `  "~^${pattern(rule.path)}/?$" ${ownerOfPath(rules, rule)};`),
    '}',
    '',
    '# At the inner door, what only the operator may ask is answered too.',
    'map "$request_method:$written_path" $operator_service {',
    '  default $service;',
    ...rules
      .filter((rule) => rule.service !== rule.owner)
      .map((rule) => `  "~^${rule.methods}:${pattern(rule.path)}/?$" ${rule.owner};`),
    '}',
    '',
    '# How long an answer is waited for: library.conf says how long each is.',
    'map "$request_method:$written_path" $patience {',
    '  default changing;',
    '  "~^(GET|HEAD|OPTIONS):" asking;',
    ...commits.map((rule) => `  "~^${rule.methods}:${pattern(rule.path)}/?$" committing;`),
    '}',
    '',
  ].join('\n');
}

function ruleOf(service: ServiceName, { method, path, role }: Route): Rule {
  const methods = method === 'all' ? '[A-Z]+' : method === 'get' ? '(GET|HEAD)' : method.toUpperCase();
  const isCommit = COMMITS.has(`${method} ${path}`);
  return { service: role === 'operator' ? 'nobody' : service, owner: service, methods, path, isCommit };
}

// An address that only the operator may ask in one way, and readers in another, belongs to the service that answers readers.
const ownerOfPath = (rules: readonly Rule[], { path, service }: Rule) =>
  rules.find((rule) => rule.path === path && rule.service !== 'nobody')?.service ?? service;

/** An address as express writes it, as a regular expression of nginx. Throws on what no address of ours has had yet. */
export function pattern(path: string): string {
  const written = path
    .replaceAll(/\{\/\*\w+\}/g, '\0rest\0')
    .replaceAll(/:\w+/g, '\0part\0')
    .replaceAll('.', String.raw`\.`);
  if (/[^\w\0/\\.-]/.test(written)) throw new Error(`The proxy's map cannot write ${path}; teach it in routes-map.ts.`);
  return written.replaceAll('\0rest\0', '(/.*)?').replaceAll('\0part\0', '[^/]+');
}

// nginx takes the first that fits: what is written out goes before what stands for anything, and the longer before the shorter.
function moreExactFirst(one: Rule, other: Rule): number {
  const [left, right] = [one, other].map(({ path }) => path.replaceAll(/\{.*\}|:\w+/g, '\uffff'));
  return compare(left ?? '', right ?? '') || compare(one.methods, other.methods);
}

const compare = (left: string, right: string) => (left < right ? -1 : left > right ? 1 : 0);

function refuseTwoOwners(rules: readonly Rule[]): void {
  const owners = Map.groupBy(rules, ({ methods, path }) => `${methods} ${pattern(path)}`);
  for (const [address, among] of owners) {
    const services = new Set(among.map(({ owner }) => owner));
    if (services.size > 1) throw new Error(`${address} is answered by ${[...services].join(' and by ')}.`);
  }
}

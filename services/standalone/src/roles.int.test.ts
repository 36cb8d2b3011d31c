import type { Route } from '@diachi/web';
import { findOpenTo, findRoleFaults } from '@diachi/web/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServedLibrary, type ServedLibrary } from './testing/open-served-library.ts';

let served: ServedLibrary;
let library: ServedLibrary['library'];
let origin: string;

beforeAll(async () => {
  served = await openServedLibrary();
  ({ library, origin } = served);
});
afterAll(() => served?.close());

test('every address of the whole library is open to the role it names and to no lesser one', async () => {
  const first = await library.signInLink(origin);
  const admin = await signIn(first?.link ?? '');
  const callers = {
    reader: {},
    member: await signIn(await linkFor(admin, 'Hà', 'member')),
    archivist: await signIn(await linkFor(admin, 'Lan', 'archivist')),
    admin,
    operator: served.operator,
  };

  expect(await findRoleFaults(origin, library.routes, callers)).toEqual([]);
});

test('no address of the whole library is open to a token beyond its scopes, nor what is for people to any', async () => {
  const admin = await signIn(await linkFor(served.operator, 'Minh', 'admin'));
  const lets = new Map<string, number>();
  for (const scopes of [['read'], ['read', 'write'], ['read', 'manage'], ['read', 'write', 'manage']] as const) {
    const written = await tokenOf(admin, scopes);
    const may = ({ method, role, refusesTokens, body }: Route) => {
      const changes = method !== 'get';
      const isForPeople = refusesTokens || (body === 'form' && role !== 'reader');
      const isOpen =
        role !== 'operator' && !isForPeople && (role !== 'admin' || scopes.some((one) => one === 'manage'));
      return isOpen && (!changes || scopes.some((one) => one === 'write'));
    };
    const closed = library.routes.filter((route) => !may(route));
    expect(await findOpenTo(origin, closed, { Authorization: `Bearer ${written}` })).toEqual([]);
    lets.set(scopes.join(' '), library.routes.length - closed.length);
  }

  // Each scope more opens something more, and reading alone most of what is there to be read.
  expect(lets.get('read')).toBeGreaterThan(50);
  expect(lets.get('read write')).toBeGreaterThan(lets.get('read') ?? 0);
  expect(lets.get('read manage')).toBeGreaterThan(lets.get('read') ?? 0);
});

test('no token makes a link by which somebody is let in, by any form of any page', async () => {
  const admin = await signIn(await linkFor(served.operator, 'Lụa', 'admin'));
  const Authorization = `Bearer ${await tokenOf(admin, ['read', 'write', 'manage'])}`;
  const form = new URLSearchParams({
    name: 'Kẻ lạ',
    role: 'admin',
    library: 'tinh',
    days: '1',
    password: 'x'.repeat(12),
  });
  const letsIn = library.routes.filter(
    ({ method, path }) => method === 'post' && /people|tokens|session$|welcome/.test(path),
  );

  expect(letsIn.map(({ path }) => path)).toEqual(expect.arrayContaining(['/people', '/people/:id/link', '/tokens']));
  for (const { path } of letsIn) {
    const address = origin + path.replace(/:\w+/, '1');
    const answer = await fetch(address, { method: 'POST', headers: { Authorization }, body: form, redirect: 'manual' });
    expect([answer.status, await answer.text()], path).toEqual([403, expect.not.stringMatching(/welcome\/\w|diachi_/)]);
  }
});

test('each service has brought its addresses', () => {
  const paths = library.routes.map(({ path }) => path);

  expect(paths).toEqual(expect.arrayContaining(['/search', '/api/search', '/api/ingest', '/api/session', '/healthz']));
  expect(new Set(library.routes.map(({ method, path }) => `${method} ${path}`)).size).toBe(paths.length);
});

type Headers = Readonly<Record<string, string>>;

async function linkFor(admin: Headers, name: string, role: string): Promise<string> {
  const answer = await fetch(`${origin}/api/people`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...admin },
    body: JSON.stringify({ name, role, library: 'tinh' }),
  });
  return ((await answer.json()) as { link: string }).link;
}

async function tokenOf(admin: Headers, scopes: readonly string[]): Promise<string> {
  const form = { name: 'sao lưu', days: '1', csrf: admin['x-csrf-token'] ?? '' };
  const page = await fetch(`${origin}/tokens`, {
    method: 'POST',
    headers: admin,
    body: new URLSearchParams({ ...form, ...Object.fromEntries(scopes.map((scope) => [scope, 'yes'])) }),
  });
  return /diachi_[\w-]{43}/.exec(await page.text())?.[0] ?? '';
}

async function signIn(link: string): Promise<Headers> {
  const answer = await fetch(link.replace('/welcome/', '/api/welcome/'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ password: 'hoa ban trắng' }),
  });
  const Cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const session = await fetch(`${origin}/api/session`, { headers: { Cookie } });
  return { Cookie, 'x-csrf-token': ((await session.json()) as { csrfToken: string }).csrfToken };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { Failure, type LibraryCode, parseLibraryCode, ROLES } from '@diachi/domain';
import type { Catalogue, Person } from '@diachi/ports';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createWebApp, type WebApp } from './create-web-app.ts';
import type { Route } from './route.ts';
import { createSignInLink } from './sign-in-link.ts';
import { findRoleFaults } from './testing/find-role-faults.ts';

const OPERATOR = 'operator-token-of-this-test';
let folder: string;
let catalogue: Catalogue;
let web: WebApp;
let server: Server;
let origin: string;
let now: Date;
let logged: Record<string, unknown>[];
let counted: unknown[];
let readingRoom: LibraryCode | null;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diachi-web-'));
  catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.db') });
  await catalogue.putLibrary({ code: parseLibraryCode('muong-te'), name: 'Thư viện Mường Tè' });
  now = new Date('2026-03-01T08:00:00Z');
  logged = [];
  counted = [];
  readingRoom = null;
  const write = (fields: Readonly<Record<string, unknown>>) => void logged.push(fields);
  web = createWebApp({
    routes: [...everyRole, ...failing, echo],
    catalogue,
    operatorToken: OPERATOR,
    log: { debug: write, warn: write, error: write },
    metrics: {
      answered: ({ seconds, ...answer }) => counted.push(answer),
      failed: (code) => counted.push(code),
    },
    pages: {
      renderFailure: ({ note, status }, _request, response, visitor) => {
        response.type('html').send(`<p>${status} ${note.code} ${visitor?.name ?? '-'}</p>`);
      },
      signInAddress: (next) => `/sign-in?next=${encodeURIComponent(next)}`,
    },
    sessionDays: 14,
    readingRooms: (address) => (address === '127.0.0.1' ? readingRoom : null),
    clock: () => now,
  });
  server = web.app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await catalogue.close();
  await rm(folder, { recursive: true });
});

describe('who may call', () => {
  test('every route is open to the role it names and to no lesser one', async () => {
    const callers = {
      reader: {},
      member: await signedIn('ha', 'member'),
      archivist: await signedIn('lan', 'archivist'),
      admin: await signedIn('minh', 'admin'),
      operator: { Authorization: `Bearer ${OPERATOR}` },
    };

    expect(await findRoleFaults(origin, whole(web.routes), callers)).toEqual([]);
  });

  test('the check of roles finds a route that lets everybody in', async () => {
    const asIfForAdmins = whole(web.routes).map((route) =>
      route.path === '/healthz' ? { ...route, role: 'admin' as const } : route,
    );
    const callers = {
      reader: {},
      member: await signedIn('ha', 'member'),
      archivist: await signedIn('lan', 'archivist'),
      admin: await signedIn('minh', 'admin'),
      operator: {},
    };

    const faults = await findRoleFaults(origin, asIfForAdmins, callers);

    expect(faults).toContain('GET /healthz lets reader in: 200');
  });

  test('a member reads as one of their library, whoever sits in a reading room as one of that, and nobody else of any', async () => {
    const member = await signedIn('ha', 'member');
    const archivist = await signedIn('lan', 'archivist');
    const whereIs = async (headers: Headers) => {
      const answer = await get('/api/session', headers);
      return ((await answer.json()) as { library: string | null }).library;
    };

    expect(await whereIs(member)).toBe('muong-te');
    expect(await whereIs(archivist)).toBeNull();
    expect(await whereIs({})).toBeNull();
    readingRoom = parseLibraryCode('tinh');
    expect(await whereIs(member)).toBe('muong-te');
    expect(await whereIs(archivist)).toBe('tinh');
    expect(await whereIs({})).toBe('tinh');
    expect(await whereIs({ 'X-Forwarded-For': '10.0.0.1' })).toBe('tinh');
    expect(await whereIs({ Origin: 'https://elsewhere.example' })).toBeNull();
    expect(await whereIs({ 'Sec-Fetch-Site': 'cross-site', 'Sec-Fetch-Mode': 'no-cors' })).toBeNull();
    expect(await whereIs({ Authorization: `Bearer ${OPERATOR}` })).toBeNull();
  });

  test('what is shown to members and in reading rooms is kept by no computer', async () => {
    const member = await signedIn('ha', 'member');

    expect((await get('/for/reader', member)).headers.get('cache-control')).toBe('private, no-store');
    expect((await get('/for/reader')).headers.get('cache-control')).toBeNull();
    readingRoom = parseLibraryCode('tinh');
    expect((await get('/for/reader')).headers.get('cache-control')).toBe('private, no-store');
  });

  test('a wrong bearer token is refused, also where readers may go', async () => {
    const answer = await get('/for/reader', { Authorization: 'Bearer nonsense' });

    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ code: 'access.bad-token' });
  });

  test('a browser that asks for a page is sent to sign in, and back', async () => {
    const answer = await get('/for/admin?page=2', { Accept: 'text/html' });

    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/sign-in?next=%2Ffor%2Fadmin%3Fpage%3D2');
  });
});

describe('sessions', () => {
  test('a one-time link sets a password, signs in, and works once', async () => {
    const token = await linkFor('lan');
    const answer = await post(`/api/welcome/${token}`, { password: 'hoa ban trắng' });

    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()[0]).toMatch(/^diachi_session=[\w-]{43};.*HttpOnly; SameSite=Lax$/);
    expect(answer.headers.getSetCookie()[0]).not.toContain('Secure');
    const again = await post(`/api/welcome/${token}`, { password: 'another one' });
    expect(await again.json()).toMatchObject({ status: 404, code: 'sign-in-link.used' });
  });

  test('a password too short leaves the link as it was', async () => {
    const token = await linkFor('lan');

    expect((await post(`/api/welcome/${token}`, { password: 'ngắn' })).status).toBe(400);
    expect((await post(`/api/welcome/${token}`, { password: 'đủ dài rồi' })).status).toBe(200);
  });

  test('a password typed with combining marks is the same password', async () => {
    await withPassword('lan', 'archivist', 'hoa đào nở'.normalize('NFC'));

    const answer = await post('/api/session', { name: 'LAN', password: 'hoa đào nở'.normalize('NFD') });

    expect(answer.status).toBe(200);
  });

  test('a name nobody has and a wrong password are answered alike', async () => {
    await withPassword('lan', 'archivist', 'hoa ban trắng');

    const [unknown, wrong] = [
      await post('/api/session', { name: 'nobody', password: 'hoa ban trắng' }),
      await post('/api/session', { name: 'lan', password: 'hoa ban đỏ' }),
    ];

    expect(unknown.status).toBe(401);
    expect(await unknown.json()).toEqual(await wrong.json());
  });

  test('after ten wrong passwords a name has to wait, and another has not', async () => {
    await withPassword('lan', 'archivist', 'hoa ban trắng');
    await withPassword('minh', 'archivist', 'hoa ban trắng');
    for (let tries = 0; tries < 10; tries++) await post('/api/session', { name: 'lan', password: 'wrong' });

    const answer = await post('/api/session', { name: 'Lan', password: 'hoa ban trắng' });

    expect(answer.status).toBe(429);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await post('/api/session', { name: 'minh', password: 'hoa ban trắng' })).status).toBe(200);
  });

  test('whoever guesses at a name from elsewhere keeps nobody from signing in', async () => {
    await withPassword('lan', 'archivist', 'hoa ban trắng');
    for (let tries = 0; tries < 11; tries++)
      await postFrom('127.0.0.2', '/api/session', { name: 'lan', password: 'wrong' });

    expect(await postFrom('127.0.0.2', '/api/session', { name: 'lan', password: 'hoa ban trắng' })).toBe(429);
    expect((await post('/api/session', { name: 'lan', password: 'hoa ban trắng' })).status).toBe(200);
  });

  test('a session ends when it is signed out of, and when its days are over', async () => {
    const first = await signedIn('lan', 'archivist');
    expect((await get('/for/archivist', first)).status).toBe(200);
    await fetch(`${origin}/api/session`, { method: 'DELETE', headers: first });
    expect((await get('/for/archivist', first)).status).toBe(401);

    const second = await signedIn('minh', 'archivist');
    now = new Date(now.getTime() + 14 * 86_400_000 + 1);
    expect((await get('/for/archivist', second)).status).toBe(401);
  });

  test('a form goes on to an address of ours, never to another site', async () => {
    await withPassword('lan', 'archivist', 'hoa ban trắng');
    const signIn = (next: string) => postForm('/api/session', { name: 'lan', password: 'hoa ban trắng', next });

    expect((await signIn('/work?x=1')).headers.get('location')).toBe('/work?x=1');
    for (const next of [
      'https://elsewhere.invalid/',
      '//elsewhere.invalid',
      '/\\elsewhere.invalid',
      'javascript:alert(1)',
    ]) {
      expect((await signIn(next)).headers.get('location')).toBe('/');
    }
  });

  test('who has lost their password is given a new link, and keeps the old one until it is used', async () => {
    const admin = await signedIn('minh', 'admin');
    await withPassword('lan', 'archivist', 'hoa ban trắng');
    const id = (await catalogue.people.named('lan'))?.id;

    const answer = await post(`/api/people/${id}/link`, {}, admin);

    const { link } = (await answer.json()) as { link: string };
    expect((await post('/api/session', { name: 'lan', password: 'hoa ban trắng' })).status).toBe(200);
    expect((await post(`/api${new URL(link).pathname}`, { password: 'hoa đào hồng' })).status).toBe(200);
    expect((await post('/api/session', { name: 'lan', password: 'hoa ban trắng' })).status).toBe(401);
    const [, made] = (await catalogue.audit.entries({ limit: 3 })).filter(({ what }) => what !== 'session.opened');
    expect(made).toMatchObject({ who: 'minh', what: 'person.link-made', details: { name: 'lan', role: 'archivist' } });
    expect((await post('/api/people/999/link', {}, admin)).status).toBe(404);
  });

  test('an administrator adds a person and is given a link for them', async () => {
    const admin = await signedIn('minh', 'admin');

    const answer = await post('/api/people', { name: 'Hà', role: 'archivist' }, admin);

    const { link } = (await answer.json()) as { link: string };
    expect(link).toContain(`${origin}/welcome/`);
    expect(await (await get('/api/people', admin)).json()).toContainEqual(
      expect.objectContaining({ name: 'Hà', hasPassword: false }),
    );
    expect((await post('/api/people', { name: 'hà', role: 'admin' }, admin)).status).toBe(409);
  });

  test.each([
    [{ name: ' ', role: 'admin' }, 'person.bad-name'],
    [{ name: 'a'.repeat(201), role: 'admin' }, 'person.bad-name'],
    [{ name: ['Hà'], role: 'admin' }, 'person.bad-name'],
    [{ name: 'Hà', role: 'operator' }, 'person.bad-role'],
    [{ name: 'Hà', role: 'member' }, 'person.bad-library'],
    [{ name: 'Hà', role: 'member', library: 'nobodys' }, 'person.bad-library'],
    [{ name: 'Hà', role: 'member', library: ['muong-te'] }, 'input.bad-form'],
    [[], 'input.bad-form'],
  ])('nobody is added as %j', async (person, code) => {
    const answer = await post('/api/people', person, await signedIn('minh', 'admin'));

    expect(await answer.json()).toMatchObject({ status: 400, code });
  });
});

describe('forgery', () => {
  test('a session without its token changes nothing; with it, in a header or a form, it does', async () => {
    const { 'x-csrf-token': token = '', ...cookie } = await signedIn('lan', 'archivist');

    expect((await postForm('/echo', { a: '1' }, cookie)).status).toBe(403);
    expect((await postForm('/echo', { a: '1', csrf: 'nonsense' }, cookie)).status).toBe(403);
    expect((await postForm('/echo', { a: '1', csrf: token }, cookie)).status).toBe(200);
    expect((await post('/echo', { a: 1 }, { ...cookie, 'x-csrf-token': token })).status).toBe(200);
  });

  test("another site's page changes nothing, token or not, also for signing in", async () => {
    const session = await signedIn('lan', 'archivist');

    for (const marks of [
      { Origin: 'https://elsewhere.invalid' },
      { Origin: 'null' },
      { 'Sec-Fetch-Site': 'cross-site' },
    ]) {
      expect(await (await post('/echo', {}, { ...session, ...marks })).json()).toMatchObject({
        code: 'access.forged-request',
      });
      expect((await post('/api/session', { name: 'lan', password: 'x' }, marks)).status).toBe(403);
    }
    expect((await post('/echo', {}, { ...session, Origin: origin })).status).toBe(200);
  });
});

describe('failures', () => {
  test.each([
    ['invalid', 400],
    ['missing', 404],
    ['conflict', 409],
    ['unavailable', 503],
  ])('a failure that is %s is answered %i, as a problem', async (kind, status) => {
    const answer = await get(`/fail/${kind}`);

    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.has('retry-after')).toBe(status === 503);
    expect(await answer.json()).toMatchObject({
      status,
      code: 'test.failed',
      detail: 'It failed.',
      details: { page: 3 },
    });
  });

  test('a bug is answered 500 without its own words, which are logged once', async () => {
    const answer = await get('/fail/bug');

    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret');
    expect(logged.filter(({ err }) => (err as Error | undefined)?.message === 'a secret')).toHaveLength(1);
  });

  test('a person is shown a page, with the status and who they are', async () => {
    const session = await signedIn('lan', 'archivist');

    const answer = await get('/fail/missing', { ...session, Accept: 'text/html,*/*' });

    expect(answer.status).toBe(404);
    expect(await answer.text()).toBe('<p>404 test.failed lan</p>');
  });

  test('an answer that breaks half-way does not look whole', async () => {
    await expect(get('/fail/half').then((answer) => answer.text())).rejects.toThrow();
  });

  test('what is not there, written wrongly, asked wrongly or too large is told so', async () => {
    expect(await (await get('/nowhere')).json()).toMatchObject({ status: 404, code: 'address.missing' });
    expect(await (await get('/fail/%E0%A4%A')).json()).toMatchObject({ status: 400, code: 'address.malformed' });
    expect(await (await get('/fail/a%00b')).json()).toMatchObject({ status: 400, code: 'address.malformed' });
    const wrongMethod = await fetch(`${origin}/healthz`, { method: 'DELETE' });
    expect([wrongMethod.status, wrongMethod.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
    expect(await (await post('/echo', { long: 'x'.repeat(2_000) })).json()).toMatchObject({
      status: 413,
      code: 'body.too-large',
    });
    const broken = await fetch(`${origin}/echo`, {
      method: 'POST',
      body: '{',
      headers: { 'Content-Type': 'application/json' },
    });
    expect(await broken.json()).toMatchObject({ status: 400, code: 'body.unreadable' });
  });

  test('a catalogue that is away makes nobody a reader', async () => {
    const session = await signedIn('lan', 'archivist');
    await catalogue.close();

    expect((await get('/for/reader', session)).status).toBe(503);
    expect((await get('/for/reader')).status).toBe(200);
  });
});

test('answers are counted by route, and failures that are not the asker’s by code', async () => {
  await get('/fail/unavailable');
  await get('/fail/missing');
  await get('/fail/bug');
  await get('/nowhere/0123456789abcdef');

  await expect.poll(() => counted.length).toBe(6);
  expect(counted).toEqual(
    expect.arrayContaining([
      { route: '/fail/:kind', method: 'GET', status: 503 },
      'test.failed',
      { route: '/fail/:kind', method: 'GET', status: 404 },
      { route: '/fail/:kind', method: 'GET', status: 500 },
      'bug',
      { route: 'none', method: 'GET', status: 404 },
    ]),
  );
});

test('every answer carries the security headers and nothing forces https', async () => {
  const { headers } = await get('/nowhere');

  expect(headers.get('content-security-policy')).toContain("default-src 'self'");
  expect(headers.get('content-security-policy')).not.toContain('unsafe-inline');
  expect(headers.get('content-security-policy')).not.toContain('upgrade-insecure-requests');
  expect(headers.has('strict-transport-security')).toBe(false);
  expect(headers.has('x-powered-by')).toBe(false);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test('nothing that is logged holds a one-time token', async () => {
  const token = await linkFor('lan');
  await post(`/api/welcome/${token}`, { password: 'hoa ban trắng' });

  expect(logged.length).toBeGreaterThan(0);
  expect(JSON.stringify(logged)).not.toContain(token);
});

const everyRole: readonly Route[] = ROLES.map((role) => ({
  method: 'get',
  path: `/for/${role}`,
  role,
  summary: `For ${role}`,
  handle: (_request, response, visitor) => void response.json({ name: visitor.name }),
}));

const failing: readonly Route[] = [
  {
    method: 'get',
    path: '/fail/half',
    role: 'reader',
    summary: 'Breaks half-way',
    handle: (_request, response) => {
      response.write('half');
      throw new Failure('unavailable', 'test.failed', 'It failed.');
    },
  },
  {
    method: 'get',
    path: '/fail/:kind',
    role: 'reader',
    summary: 'Fails',
    handle: ({ params: { kind } }) => {
      if (kind === 'bug') throw new TypeError('a secret');
      throw new Failure(kind as Failure['kind'], 'test.failed', 'It failed.', { details: { page: 3 } });
    },
  },
];

/** Without the one whose answer is always broken off. */
const whole = (routes: readonly Route[]) => routes.filter(({ path }) => path !== '/fail/half');

const echo: Route = {
  method: 'post',
  path: '/echo',
  role: 'reader',
  summary: 'Says what it was told',
  body: 'json-or-form',
  limits: { bodyBytes: 1_000 },
  handle: (request, response) => void response.json(request.body),
};

type Headers = Readonly<Record<string, string>>;

const get = (path: string, headers: Headers = {}) => fetch(origin + path, { headers, redirect: 'manual' });

const post = (path: string, body: unknown, headers: Headers = {}) =>
  fetch(origin + path, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  });

/** Posts from another address of this machine, and answers with the status. */
const postFrom = (localAddress: string, path: string, body: unknown) =>
  new Promise<number | undefined>((resolve, reject) => {
    const headers = { 'Content-Type': 'application/json' };
    request(origin + path, { method: 'POST', localAddress, headers, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .once('error', reject)
      .end(JSON.stringify(body));
  });

const postForm = (path: string, fields: Record<string, string>, headers: Headers = {}) =>
  fetch(origin + path, { method: 'POST', body: new URLSearchParams(fields), headers, redirect: 'manual' });

async function linkFor(name: string, role: Person['role'] = 'archivist'): Promise<string> {
  const library = role === 'member' ? parseLibraryCode('muong-te') : null;
  const person = await catalogue.people.add({ name, role, library });
  const link = await createSignInLink(catalogue.people, person.id, origin, now);
  return link.slice(`${origin}/welcome/`.length);
}

async function withPassword(name: string, role: Person['role'], password: string): Promise<string> {
  const answer = await post(`/api/welcome/${await linkFor(name, role)}`, { password });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}

async function signedIn(name: string, role: Person['role']): Promise<Headers> {
  const Cookie = await withPassword(name, role, 'hoa ban trắng');
  const { csrfToken } = (await (await get('/api/session', { Cookie })).json()) as { csrfToken: string };
  return { Cookie, 'x-csrf-token': csrfToken };
}

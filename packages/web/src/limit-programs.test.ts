import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import type { Catalogue } from '@diachi/ports';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeAccessToken } from './access-tokens.ts';
import { createWebApp } from './create-web-app.ts';
import { linkNext } from './link-next.ts';
import type { Route } from './route.ts';

const OPERATOR = 'operator-token-of-this-test';
const silent = { debug: () => undefined, warn: () => undefined, error: () => undefined };
let folder: string;
let catalogue: Catalogue;
let server: Server;
let origin: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diachi-limits-'));
  catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.db') });
  const programLimits = { perAddress: 3, perToken: 5 };
  const { app } = createWebApp({ routes, catalogue, operatorToken: OPERATOR, log: silent, programLimits });
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await catalogue.close();
  await rm(folder, { recursive: true });
});

test('answers to programs say how many requests are left, and who asks too often when to come back', async () => {
  const answers = [
    await get('/api/things'),
    await get('/oai'),
    await get('/files/1/bag.zip'),
    await get('/api/things'),
  ];

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  expect(answers[0]?.headers.get('ratelimit')).toMatch(/r=2; t=\d+/);
  expect(answers[0]?.headers.get('ratelimit-policy')).toMatch(/q=3; w=60/);
  expect(Number(answers[3]?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await answers[3]?.json()).toMatchObject({ status: 429, code: 'access.too-many-requests' });
});

test('pictures of pages, tiles and pages for people are not counted', async () => {
  const paths = ['/files/1/r1/pages/0/image', '/iiif/image/3/a/info.json', '/', '/healthz'];

  for (const path of [...paths, ...paths]) expect((await get(path)).headers.get('ratelimit'), path).toBeNull();
  expect((await get('/api/things')).headers.get('ratelimit')).toContain('r=2');
});

test('each token is counted by itself, whatever others ask from the same address', async () => {
  const [one, other] = [await token(), await token()];
  for (let count = 0; count < 4; count++) await get('/api/things');

  for (let count = 0; count < 5; count++) expect((await get('/api/things', one)).status).toBe(200);

  expect((await get('/api/things', one)).status).toBe(429);
  expect((await get('/api/things', other)).status).toBe(200);
});

test('who tries one wrong token after the other is counted by their address, wherever they try', async () => {
  const guess = (path: string) => get(path, `diachi_${'x'.repeat(43)}`);
  const statuses = [];
  for (const path of ['/api/things', '/', '/files/1/r1/pages/0/image', '/', '/api/things']) {
    statuses.push((await guess(path)).status);
  }

  expect(statuses).toEqual([401, 401, 401, 429, 429]);
  expect((await get('/api/things', 'short')).status).toBe(429);
  expect((await get('/api/things', await token())).status).toBe(200);
  expect((await get('/api/things', OPERATOR)).status).toBe(200);
});

test('the operator is never limited', async () => {
  for (let count = 0; count < 8; count++) {
    const answer = await get('/api/things', OPERATOR);
    expect([answer.status, answer.headers.get('ratelimit')]).toEqual([200, null]);
  }
});

test('what is as it was is answered without a body', async () => {
  const first = await get('/api/things', OPERATOR);
  const etag = first.headers.get('etag') ?? '';

  const again = await fetch(`${origin}/api/things`, {
    headers: { Authorization: `Bearer ${OPERATOR}`, 'If-None-Match': etag },
  });

  expect(etag).not.toBe('');
  expect([again.status, await again.text()]).toEqual([304, '']);
});

test('where a list goes on is told by a link that keeps what was asked', async () => {
  const answer = await get('/api/things?library=tinh&after=1&state=a&state=b', OPERATOR);

  expect(answer.headers.get('link')).toBe('</api/things?library=tinh&after=2%3E%3B&state=a&state=b>; rel="next"');
});

const route = (path: string): Route => ({
  ...{ method: 'get', path, role: 'reader', summary: path },
  handle: (request, response) => {
    linkNext(request, response, { after: '2>;' });
    response.json({ told: 'the same' });
  },
});
const routes = [
  '/',
  '/api/things',
  '/oai',
  '/files/:id/bag.zip',
  '/files/:id/r:revision/pages/:page/image',
  '/iiif/image/3/:image/info.json',
].map(route);

async function token(): Promise<string> {
  const name = `Lan ${(await catalogue.people.all()).length}`;
  const { id } = await catalogue.people.add({ name, role: 'archivist' });
  const lan = { role: 'archivist', library: null, name, personId: id, csrfToken: '', language: 'vi' } as const;
  const asked = { name: 'sao lưu', scopes: ['read'], days: 1 };
  return (await makeAccessToken({ catalogue, clock: () => new Date() }, lan, asked)).written;
}

const get = (path: string, bearer?: string) =>
  fetch(origin + path, bearer === undefined ? {} : { headers: { Authorization: `Bearer ${bearer}` } });

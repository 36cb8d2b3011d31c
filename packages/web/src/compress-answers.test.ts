import type { AddressInfo } from 'node:net';
import type { Catalogue } from '@diachi/ports';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWebApp } from './create-web-app.ts';
import type { Route } from './route.ts';

const TAG = '"kept"';
const LONG = 'Địa chí Mường Tè. '.repeat(200);

const told = (path: string, text: string): Route => ({
  method: 'get',
  path,
  role: 'reader',
  summary: 'Tells something',
  handle: (_request, response) => void response.set('ETag', TAG).type('text').send(text),
});

const { app } = createWebApp({
  routes: [told('/long', LONG), told('/short', 'Địa chí')],
  catalogue: { people: {}, audit: {} } as unknown as Catalogue,
  operatorToken: null,
  log: { debug: () => undefined, warn: () => undefined, error: () => undefined },
});
const server = app.listen(0, '127.0.0.1');

beforeAll(async () => {
  await new Promise<void>((resolve) => (server.listening ? resolve() : server.once('listening', resolve)));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test.each([
  ['gzip', '/long', 'gzip', `W/${TAG}`],
  ['br', '/long', 'br', `W/${TAG}`],
  ['identity', '/long', null, TAG],
  ['gzip', '/short', null, TAG],
])('to whoever reads %s, %s is sent as %s under the tag %s', async (accepted, path, encoding, tag) => {
  const { headers } = await ask(path, { 'Accept-Encoding': accepted });

  expect([headers.get('content-encoding'), headers.get('etag')]).toEqual([encoding, tag]);
});

test('what is compressed is the same text', async () => {
  const packed = await ask('/long', { 'Accept-Encoding': 'gzip' });

  expect(await packed.text()).toBe(LONG);
});

test.each([
  [TAG, TAG],
  [`W/${TAG}`, `W/${TAG}`],
  [`"other", W/${TAG}`, `W/${TAG}`],
  [`W/${TAG}, ${TAG}`, TAG],
  ['*', TAG],
])('who knows %s is told that it is as it was under %s', async (known, tag) => {
  const answer = await ask('/long', { 'Accept-Encoding': 'gzip', 'If-None-Match': known });

  expect([answer.status, answer.headers.get('etag'), await answer.text()]).toEqual([304, tag, '']);
});

const ask = (path: string, headers: Record<string, string>) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers });

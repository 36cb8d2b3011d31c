import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import type { Catalogue } from '@diachi/ports';
import { createSignInLink, createWebApp } from '@diachi/web';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPortalService } from '../index.ts';
import { assets, sampleReading, workReport } from '../testing/sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'portal-tokens-'));
let catalogue: Catalogue;
let server: Server;
let base: string;
let cookie: string;
let csrf: string;

beforeAll(async () => {
  catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.db') });
  const portal = createPortalService({
    reading: sampleReading({}),
    catalogue,
    assets,
    work: async () => workReport(),
    inspection: async () => ({ last: null, state: null }),
    verification: async () => ({ last: null, state: null }),
    sources: async () => [],
    workOn: async () => ({ steps: [], forecastSeconds: null }),
  });
  const silent = () => undefined;
  const log = { debug: silent, warn: silent, error: silent };
  const { app } = createWebApp({ routes: portal.routes, catalogue, operatorToken: null, log, pages: portal });
  server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { id } = await catalogue.people.add({ name: 'Lan', role: 'archivist' });
  const link = await createSignInLink(catalogue.people, id, base);
  const answer = await fetch(link.replace('/welcome/', '/api/welcome/'), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ password: 'hoa ban trắng' }),
  });
  cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const session = await fetch(`${base}/api/session`, { headers: { Cookie: cookie } });
  ({ csrfToken: csrf } = (await session.json()) as { csrfToken: string });
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await catalogue.close();
  rmSync(folder, { recursive: true, force: true });
});

test('somebody makes a token from a form, which is shown once and works, and revokes it', async () => {
  const made = await send('/tokens', 'name=Sao+lưu&write=yes&days=30');
  const html = await made.text();
  const [token = ''] = /diachi_[\w-]{43}/.exec(html) ?? [];
  const [, id] = /\/tokens\/(\w{12})\/revoke/.exec(html) ?? [];
  const again = await (await fetch(`${base}/tokens`, { headers: { Cookie: cookie } })).text();

  expect([made.status, made.headers.get('cache-control')]).toEqual([200, 'no-store']);
  expect(await whoIs(token)).toMatchObject({ name: 'Lan', role: 'archivist' });
  expect(again).toContain('Sao lưu');
  expect(again).not.toContain(token);
  expect((await send(`/tokens/${id}/revoke`, '')).status).toBe(303);
  expect(await whoIs(token)).toMatchObject({ code: 'access.bad-token' });
});

test.each([
  ['name=&days=30', 400],
  ['name=a&manage=yes&days=30', 400],
  ['name=a&days=forever', 400],
])('a form that says %s comes back with what is wrong', async (form, status) => {
  const answer = await send('/tokens', form);

  expect(answer.status).toBe(status);
  expect(await answer.text()).toContain('role="alert"');
});

test('no token makes another, nor shows those there are', async () => {
  const [token = ''] = /diachi_[\w-]{43}/.exec(await (await send('/tokens', 'name=b&days=1')).text()) ?? [];
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/x-www-form-urlencoded' };

  for (const init of [{ headers }, { method: 'POST', headers, body: 'name=c&days=1' }]) {
    const answer = await fetch(`${base}/tokens`, init);
    expect(await answer.json()).toMatchObject({ status: 403, code: 'access.session-needed' });
  }
});

test('the page for programs is shown to everybody, and its forms lead to what they ask', async () => {
  expect((await fetch(`${base}/api/docs`)).status).toBe(200);
  const called = await fetch(`${base}/api/docs/call?operation=getSearch&q=a`, { redirect: 'manual' });
  expect([called.status, called.headers.get('location')]).toEqual([303, '/api/search?q=a']);
});

const send = (path: string, form: string) =>
  fetch(base + path, {
    method: 'POST',
    headers: { Cookie: cookie, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `${form}&csrf=${csrf}`,
    redirect: 'manual',
  });

const whoIs = async (token: string) =>
  (await fetch(`${base}/api/session`, { headers: { Authorization: `Bearer ${token}` } })).json();

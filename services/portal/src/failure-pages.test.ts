import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Failure } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { createPagesOverHttp, createWebApp, type Route } from '@diachi/web';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createPortalService } from './index.ts';
import { assets, id, library, sampleDocument, sampleReading, toCheck, workReport } from './testing/sample.ts';

const TOKEN = 'a token of forty-three letters for one test';
const cookie = `diachi_session=${'a'.repeat(43)}`;

describe('a service without pages', () => {
  test('shows a refused form again as the portal would, with what was written in it', async () => {
    const { ask } = await serviceBeside(await servedPortal());
    const csrf = await csrfToken(ask);
    const body = new URLSearchParams({ csrf, onVersion: '3', title: 'Tên <mới>', date: 'năm ngoái' });

    const response = await ask(`/api/documents/${id}/record`, { method: 'POST', body });
    const html = await response.text();

    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(html).toContain('value="Tên &lt;mới>"');
    expect(html).toMatch(/id="date-problem"/);
    expect(html).toContain(`name="csrf" value="${csrf}"`);
  });

  test('shows what is not there on a page, in the language of who asks', async () => {
    const { ask } = await serviceBeside(await servedPortal());

    const response = await ask('/files/nowhere', { headers: { cookie: 'diachi_language=en' } });

    expect(response.status).toBe(404);
    const html = await response.text();
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('Not found');
  });

  test('sends people to sign in and back', async () => {
    const { ask } = await serviceBeside(await servedPortal());

    const response = await ask('/api/for-the-desk', { headers: { cookie: '' } });
    const page = await ask('/desk', { headers: { cookie: '' } });

    expect(response.status).toBe(401);
    expect(page.status).toBe(303);
    expect(page.headers.get('location')).toBe('/sign-in?next=%2Fdesk');
  });

  test.each(['http://127.0.0.1:1', 'wrong token'])(
    'tells people in plain text while it cannot ask: %s',
    async (how) => {
      const portal = how.startsWith('http') ? how : await servedPortal();
      const { ask, warnings } = await serviceBeside(portal, how.startsWith('http') ? TOKEN : how);

      const response = await ask('/files/nowhere');

      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toContain('text/plain');
      expect(await response.text()).toContain('Không có gì ở địa chỉ này');
      expect(warnings).toContain('the portal could not be asked for the page of a failure');
    },
  );

  test('tells programs as always', async () => {
    const { ask } = await serviceBeside(await servedPortal());

    const response = await ask('/api/nowhere', { headers: { accept: 'application/json' } });

    expect(await response.json()).toMatchObject({ code: 'address.missing' });
  });
});

describe('the portal', () => {
  test('writes such pages for services only, and nothing of a password', async () => {
    const portal = await servedPortal();
    const post = (body: unknown, token = '') =>
      fetch(`${portal}/api/failure-page`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify(body),
      });

    expect((await post({})).status).toBe(401);
    expect((await post({}, TOKEN)).status).toBe(400);
    expect((await post({ failure: { note: {}, status: 'x' }, request: {}, visitor: null }, TOKEN)).status).toBe(400);
  });
});

async function csrfToken(ask: Asking): Promise<string> {
  const response = await ask('/api/session', { headers: { accept: 'application/json' } });
  return ((await response.json()) as { csrfToken: string }).csrfToken;
}

const lan = {
  id: 1,
  name: 'lan',
  role: 'archivist',
  passwordHash: null,
  createdAt: '2026-11-20T08:00:00.000Z',
} as const;
const people = { session: async () => lan } as unknown as Catalogue['people'];
const audit = { entries: async () => [], note: async () => undefined } as unknown as Catalogue['audit'];
const libraries = async () => [library];
const nothingGone = { changeOf: async () => null, document: async () => sampleDocument() };
const silent = () => undefined;
const silentLog = { debug: silent, warn: silent, error: silent };

async function servedPortal(): Promise<string> {
  const portal = createPortalService({
    reading: sampleReading(),
    catalogue: { people, audit, libraries, ...toCheck, withFailure: async () => [] },
    assets,
    work: async () => workReport(),
    inspection: async () => ({ last: null, state: null }),
    verification: async () => ({ last: null, state: null }),
    sources: async () => [],
    workOn: async () => ({ steps: [], forecastSeconds: null }),
  });
  const tools = {
    routes: portal.routes,
    catalogue: { people, audit, libraries, ...nothingGone },
    operatorToken: TOKEN,
    log: silentLog,
  };
  return served(createWebApp({ ...tools, pages: portal }).app);
}

type Asking = (path: string, options?: RequestInit) => Promise<Response>;

/** A service that refuses what it is sent, and asks a portal to say so. */
async function serviceBeside(portal: string, token = TOKEN) {
  const warnings: string[] = [];
  const log = { ...silentLog, warn: (_fields: unknown, message: string) => void warnings.push(message) };
  const pages = createPagesOverHttp({ address: new URL(portal), token, log });
  const routes = [refusedRecord, deskOnly('/desk'), deskOnly('/api/for-the-desk')];
  const { app } = createWebApp({
    routes,
    catalogue: { people, audit, libraries, ...nothingGone },
    operatorToken: TOKEN,
    log,
    pages,
  });
  const base = await served(app);
  const ask: Asking = (path, options = {}) =>
    fetch(base + path, {
      ...options,
      redirect: 'manual',
      headers: { accept: 'text/html', origin: base, cookie, ...options.headers },
    });
  return { ask, warnings };
}

const refusedRecord: Route = {
  method: 'post',
  path: '/api/documents/:id/record',
  role: 'archivist',
  summary: 'Keeps no record',
  body: 'form',
  handle: () => {
    throw new Failure('invalid', 'date.not-edtf', 'No date.', { details: { date: 'năm ngoái' } });
  },
};

const deskOnly = (path: string): Route => ({
  method: 'get',
  path,
  role: 'archivist',
  summary: '',
  handle: () => undefined,
});

async function served(app: RequestListener): Promise<string> {
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Failure } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { expect, onTestFinished, test } from 'vitest';
import { createWebApp } from './create-web-app.ts';
import type { Route } from './route.ts';

const elsewhere = { Origin: 'https://viewer.example' };

test('what is open to other sites may be read by their scripts, failures too', async () => {
  const origin = await served();

  for (const path of ['/open', '/open/fails']) {
    const answer = await fetch(origin + path, { headers: elsewhere });

    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  }
});

test('what is shown to somebody alone is not read by scripts of other sites, and what everybody is shown stays open', async () => {
  const origin = await served();
  const staff = { ...elsewhere, Authorization: `Bearer ${OPERATOR}` };
  const opened = async (path: string, headers: Record<string, string>) => {
    const answer = await fetch(origin + path, { headers });
    return [answer.headers.get('access-control-allow-origin'), answer.headers.get('cross-origin-resource-policy')];
  };

  for (const path of ['/open', '/open/fails', '/open/private']) {
    expect(await opened(path, staff)).toEqual([null, 'same-origin']);
    expect(await opened(path, elsewhere)).toEqual(['*', 'cross-origin']);
  }
  expect(await opened('/open/public', staff)).toEqual(['*', 'cross-origin']);
});

test('a browser that asks beforehand is told what it may ask for', async () => {
  const answer = await fetch(`${await served()}/open`, {
    method: 'OPTIONS',
    headers: { ...elsewhere, 'Access-Control-Request-Method': 'GET' },
  });

  expect(answer.status).toBe(204);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('access-control-allow-methods')).toBe('GET, HEAD, OPTIONS');
  expect(answer.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS');
  expect(answer.headers.get('access-control-allow-headers')).toContain('Authorization');
});

test('everything else stays closed to them, and other methods do too', async () => {
  const origin = await served();

  expect((await fetch(`${origin}/own`, { headers: elsewhere })).headers.get('access-control-allow-origin')).toBeNull();
  expect((await fetch(`${origin}/own`, { method: 'OPTIONS' })).status).toBe(405);
  expect((await fetch(`${origin}/open`, { method: 'DELETE' })).status).toBe(405);
});

test('the methods of an address that several services answer are told whole by each of them', async () => {
  const answer = await fetch(`${await served()}/api/documents/x`, { method: 'PUT' });

  expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, DELETE, PATCH']);
});

const OPERATOR = 'operator-token-of-this-test';

async function served(): Promise<string> {
  const route = (path: string, more: Partial<Route> = {}): Route => ({
    method: 'get',
    path,
    role: 'reader',
    summary: 'Says yes',
    handle: (_request, response) => void response.json('yes'),
    ...more,
  });
  const fails = () => {
    throw new Failure('missing', 'document.missing', 'There is no such document.');
  };
  const kept =
    (how: string): Route['handle'] =>
    (_request, response) =>
      void response.set('Cache-Control', how).json('yes');
  const { app } = createWebApp({
    routes: [
      route('/own'),
      route('/api/documents/:id'),
      route('/open', { isOpenToOtherSites: true }),
      route('/open/private', { isOpenToOtherSites: true, handle: kept('private, no-store') }),
      route('/open/public', { isOpenToOtherSites: true, handle: kept('public, max-age=60') }),
      { ...route('/open'), method: 'post' },
      route('/open/fails', { isOpenToOtherSites: true, handle: fails }),
    ],
    catalogue: { people: {}, audit: {} } as unknown as Catalogue,
    operatorToken: OPERATOR,
    log: { debug: () => undefined, warn: () => undefined, error: () => undefined },
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

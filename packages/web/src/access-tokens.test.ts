import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { ROLES, type Role, type TokenScope } from '@diachi/domain';
import type { Catalogue, Person } from '@diachi/ports';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeAccessToken, revokeAccessToken } from './access-tokens.ts';
import { createWebApp } from './create-web-app.ts';
import type { Route } from './route.ts';
import type { Visitor } from './visitor.ts';

const silent = { debug: () => undefined, warn: () => undefined, error: () => undefined };
let folder: string;
let catalogue: Catalogue;
let server: Server;
let origin: string;
let now: Date;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diachi-tokens-'));
  catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.db') });
  now = new Date('2026-03-01T08:00:00Z');
  const { app } = createWebApp({ routes, catalogue, operatorToken: null, log: silent, clock: () => now });
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

describe('a token', () => {
  test.each([
    { scopes: ['read'], method: 'GET', path: '/for/archivist', status: 200 },
    { scopes: ['read'], method: 'HEAD', path: '/for/archivist', status: 200 },
    { scopes: ['read'], method: 'POST', path: '/for/archivist', status: 403, needs: 'write' },
    { scopes: ['read', 'write'], method: 'POST', path: '/for/archivist', status: 200 },
    { scopes: ['read', 'write'], method: 'GET', path: '/for/admin', status: 403, needs: 'manage' },
    { scopes: ['read', 'manage'], method: 'GET', path: '/for/admin', status: 200 },
    { scopes: ['read', 'manage'], method: 'POST', path: '/for/admin', status: 403, needs: 'write' },
    { scopes: ['read', 'write', 'manage'], method: 'POST', path: '/for/admin', status: 200 },
    { scopes: ['read', 'write', 'manage'], method: 'GET', path: '/for/operator', status: 403 },
  ] as const)('of an administrator with $scopes is answered $status to $method $path', async (asked) => {
    const { written } = await tokenOf(await person('Minh', 'admin'), asked.scopes);

    const answer = await call(asked.path, written, asked.method);

    expect(answer.status).toBe(asked.status);
    const challenge =
      'needs' in asked ? `Bearer realm="diachi", error="insufficient_scope", scope="${asked.needs}"` : null;
    expect(answer.headers.get('www-authenticate')).toBe(challenge);
  });

  test('acts as the person it was made by, but as no administrator without that right', async () => {
    const { written } = await tokenOf(await person('Minh', 'admin'), ['read', 'write']);

    const told = (await (await call('/api/session', written)).json()) as object;

    expect(told).toEqual({ name: 'Minh', role: 'archivist', library: null, csrfToken: '' });
  });

  test('of an archivist does not let a program into what only administrators see', async () => {
    const { written } = await tokenOf(await person('Lan', 'archivist'), ['read', 'write']);

    expect((await call('/for/admin', written)).status).toBe(403);
  });

  test('never lets anybody in, nor makes a link that does, whatever its scopes', async () => {
    const minh = await person('Minh', 'admin');
    const { written } = await tokenOf(minh, ['read', 'write', 'manage']);

    for (const path of ['/api/people', `/api/people/${minh.id}/link`, '/api/session', '/api/welcome/x']) {
      const answer = await call(path, written, 'POST');
      expect(await answer.json(), path).toMatchObject({ status: 403, code: 'access.session-needed' });
    }
    expect(await catalogue.people.all()).toHaveLength(1);
  });

  test('leads nowhere when it has expired, was revoked, or never was', async () => {
    const minh = await person('Minh', 'admin');
    const { written, token } = await tokenOf(minh, ['read']);
    const refused = async (bearer: string) => {
      const answer = await call('/for/reader', bearer);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="diachi", error="invalid_token"');
      expect(await answer.json()).toMatchObject({ code: 'access.bad-token' });
    };

    await refused('diachi_nonsense');
    await refused('');
    await refused(`${written} ${written}`);
    await refused(`${written.slice(0, -1)}${written.endsWith('A') ? 'B' : 'A'}`);
    const before = now;
    now = new Date('2026-03-31T08:00:00Z');
    await refused(written);
    now = before;
    expect((await call('/for/reader', written)).status).toBe(200);
    await revokeAccessToken({ catalogue, clock: () => now }, visitorOf(minh), token.id);
    await refused(written);
  });

  test('is taken from one header only, never from an address, a form or a cookie', async () => {
    const { written } = await tokenOf(await person('Minh', 'admin'), ['read', 'write', 'manage']);
    const statusOf = async (address: string, init: RequestInit = {}) => (await fetch(origin + address, init)).status;
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };

    expect(await statusOf(`/for/member?access_token=${written}&token=${written}`)).toBe(401);
    expect(await statusOf('/for/member', { headers: { Cookie: `diachi_session=${written}` } })).toBe(401);
    expect(await statusOf('/for/member', { headers: { Authorization: `Basic ${btoa(`x:${written}`)}` } })).toBe(401);
    const sent = { method: 'POST', headers: form, body: `access_token=${written}` };
    expect(await statusOf('/for/member', sent)).toBe(401);
  });

  test('is never the operator’s, whatever the operator chose', async () => {
    const chosen = `diachi_${'o'.repeat(43)}`;
    const { app } = createWebApp({ routes, catalogue, operatorToken: chosen, log: silent, clock: () => now });
    const other = app.listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;

    const answer = await fetch(`http://127.0.0.1:${port}/for/operator`, {
      headers: { Authorization: `Bearer ${chosen}` },
    });

    other.closeAllConnections();
    await new Promise((resolve) => other.close(resolve));
    expect([answer.status, (await answer.json()) as object]).toMatchObject([401, { code: 'access.bad-token' }]);
  });

  test('is noted when it is made and revoked, and stands nowhere', async () => {
    const minh = await person('Minh', 'admin');
    const { written, token } = await tokenOf(minh, ['read']);
    await call('/for/reader', written);
    await revokeAccessToken({ catalogue, clock: () => now }, visitorOf(minh), token.id);

    const entries = await catalogue.audit.entries({ limit: 10 });

    expect(entries.map(({ who, what }) => `${who} ${what}`)).toEqual(['Minh token.revoked', 'Minh token.made']);
    expect(JSON.stringify(entries)).not.toContain(written);
  });
});

describe('making a token', () => {
  const usual = { name: 'sao lưu', scopes: ['read'], days: 30 };

  test.each([
    [{ ...usual, name: ' ' }, 'token.bad-name'],
    [{ ...usual, name: 'a'.repeat(101) }, 'token.bad-name'],
    [{ ...usual, scopes: ['read', 'manage'] }, 'token.bad-scopes'],
    [{ ...usual, scopes: ['read', 'poems'] }, 'token.bad-scopes'],
    [{ ...usual, scopes: [] }, 'token.bad-scopes'],
    [{ ...usual, days: 0 }, 'token.bad-expiry'],
    [{ ...usual, days: 367 }, 'token.bad-expiry'],
  ])('an archivist is refused %j', async (asked, code) => {
    const lan = visitorOf(await person('Lan', 'archivist'));

    await expect(makeAccessToken({ catalogue, clock: () => now }, lan, asked)).rejects.toMatchObject({ code });
  });

  test('somebody has fifty at most', async () => {
    const lan = await person('Lan', 'archivist');
    for (let count = 0; count < 50; count++) await tokenOf(lan, ['read']);

    await expect(tokenOf(lan, ['read'])).rejects.toMatchObject({ kind: 'conflict', code: 'token.too-many' });
  });

  test('who is no person has none', async () => {
    const operator: Visitor = { ...visitorOf(await person('Lan', 'archivist')), role: 'operator', personId: null };

    await expect(makeAccessToken({ catalogue, clock: () => now }, operator, usual)).rejects.toMatchObject({
      code: 'access.session-needed',
    });
  });
});

const forRole = (role: Role, method: 'get' | 'post'): Route => ({
  method,
  path: `/for/${role}`,
  role,
  summary: role,
  handle: (_request, response) => void response.json({}),
});
const routes = ROLES.flatMap((role) => [forRole(role, 'get'), forRole(role, 'post')]);

const person = (name: string, role: Person['role']) => catalogue.people.add({ name, role });

const visitorOf = ({ id, name, role, library }: Person): Visitor => ({
  ...{ role, library, name, personId: id, csrfToken: '', language: 'vi' },
});

const tokenOf = (who: Person, scopes: readonly TokenScope[]) =>
  makeAccessToken({ catalogue, clock: () => now }, visitorOf(who), { name: 'sao lưu', scopes, days: 30 });

const call = (path: string, token: string, method = 'GET') =>
  fetch(origin + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(method === 'POST' && { body: '{}' }),
  });

import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { parseLibraryCode } from '@diachi/domain';
import type { Catalogue, Person } from '@diachi/ports';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeAccessToken } from './access-tokens.ts';
import { createWebApp } from './create-web-app.ts';
import { createSignInLink } from './sign-in-link.ts';

type Process = { readonly catalogue: Catalogue; readonly server: Server; readonly origin: string };
type Headers = Readonly<Record<string, string>>;

const silent = { debug: () => undefined, warn: () => undefined, error: () => undefined };
const clock = () => new Date('2026-03-01T08:00:00Z');
let folder: string;
let processes: readonly [Process, Process];
let catalogue: Catalogue;
let admin: Headers;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diachi-person-library-'));
  processes = [await startProcess(), await startProcess()];
  [{ catalogue }] = processes;
  await catalogue.putLibrary({ code: parseLibraryCode('muong-te'), name: 'Thư viện Mường Tè' });
  await catalogue.putLibrary({ code: parseLibraryCode('tinh'), name: 'Thư viện tỉnh' });
  admin = await signedIn(await added('minh', 'admin'));
});

afterEach(async () => {
  for (const process of processes) {
    process.server.closeAllConnections();
    await new Promise((resolve) => process.server.close(resolve));
    await process.catalogue.close();
  }
  await rm(folder, { recursive: true });
});

test('a library that is changed counts at once in every process, in the session and by the token they have', async () => {
  const ha = await added('ha', 'member');
  const [session, token] = [await signedIn(ha), await withToken(ha)];
  expect(await told(session, 'library')).toEqual(['muong-te', 'muong-te']);

  const answer = await send(ha, { library: 'tinh' });

  expect(await answer.json()).toMatchObject({ id: ha.id, name: 'ha', role: 'member', library: 'tinh' });
  expect(await told(session, 'library')).toEqual(['tinh', 'tinh']);
  expect(await told(token, 'library')).toEqual(['tinh', 'tinh']);
});

test('it is noted from which library to which, and not where nothing changed', async () => {
  const ha = await added('ha', 'member');

  await send(ha, { library: 'tinh' });
  await send(ha, { library: 'tinh' });

  const noted = (await catalogue.audit.entries({ limit: 9 })).filter(({ what }) => what === 'person.library-changed');
  expect(noted).toMatchObject([
    { who: 'minh', documentId: null, details: { name: 'ha', role: 'member', from: 'muong-te', library: 'tinh' } },
  ]);
});

test.each([
  [{}, 'input.bad-form'],
  [{ library: ['tinh'] }, 'input.bad-form'],
  [{ library: '' }, 'person.bad-library'],
  [{ library: null }, 'person.bad-library'],
  [{ library: 'nobodys' }, 'person.bad-library'],
])('a member stays where they are with %j', async (sent, code) => {
  const ha = await added('ha', 'member');

  const answer = await send(ha, sent);

  expect(await answer.json()).toMatchObject({ status: 400, code });
  expect((await catalogue.people.named('ha'))?.library).toBe('muong-te');
});

test('an archivist may belong to none', async () => {
  const lan = await added('lan', 'archivist');

  expect(await (await send(lan, { library: 'tinh' })).json()).toMatchObject({ library: 'tinh' });
  expect(await (await send(lan, { library: null })).json()).toMatchObject({ library: null });
});

test.each(['999', 'x', '1e0'])('nobody has the number %s', async (id) => {
  const answer = await send({ id }, { library: 'tinh' });

  expect(await answer.json()).toMatchObject({ status: 404, code: 'person.missing' });
});

test('an archivist changes nobody’s library, not even their own, and no program does', async () => {
  const lan = await added('lan', 'archivist');
  const minh = (await catalogue.people.named('minh')) as Person;

  expect((await send(lan, { library: 'tinh' }, await signedIn(lan))).status).toBe(403);
  expect(await (await send(lan, { library: 'tinh' }, await withToken(minh))).json()).toMatchObject({
    code: 'access.session-needed',
  });
  expect((await catalogue.people.named('lan'))?.library).toBe('muong-te');
});

async function startProcess(): Promise<Process> {
  const catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.db') });
  const server = createWebApp({ routes: [], catalogue, operatorToken: null, log: silent, clock }).app.listen(
    0,
    '127.0.0.1',
  );
  await new Promise((resolve) => server.once('listening', resolve));
  return { catalogue, server, origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const added = (name: string, role: Person['role']) =>
  catalogue.people.add({ name, role, library: parseLibraryCode('muong-te') });

/** What each process tells somebody of themselves. */
const told = (headers: Headers, field: 'library' | 'csrfToken') =>
  Promise.all(
    processes.map(async ({ origin }) => {
      const answer = (await (await fetch(`${origin}/api/session`, { headers })).json()) as Record<
        string,
        string | null
      >;
      return answer[field];
    }),
  );

const send = ({ id }: { readonly id: number | string }, body: unknown, headers = admin) =>
  fetch(`${processes[0].origin}/api/people/${id}/library`, {
    method: 'POST',
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', ...headers },
  });

async function signedIn({ id }: Person): Promise<Headers> {
  const [{ origin }] = processes;
  const link = await createSignInLink(catalogue.people, id, origin, clock());
  const answer = await fetch(`${origin}/api${new URL(link).pathname}`, {
    method: 'POST',
    body: JSON.stringify({ password: 'hoa ban trắng' }),
    headers: { 'Content-Type': 'application/json' },
  });
  const Cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const [csrfToken] = await told({ Cookie }, 'csrfToken');
  return { Cookie, 'x-csrf-token': csrfToken ?? '' };
}

async function withToken({ id, role, library, name }: Person): Promise<Headers> {
  const visitor = { role, library, name, personId: id, csrfToken: '', language: 'vi' } as const;
  const scopes = role === 'admin' ? ['read', 'write', 'manage'] : ['read'];
  const made = await makeAccessToken({ catalogue, clock }, visitor, { name: 'sao lưu', scopes, days: 1 });
  return { Authorization: `Bearer ${made.written}` };
}

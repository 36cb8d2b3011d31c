import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Catalogue } from '@diachi/ports';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createWebApp } from './create-web-app.ts';
import { hashPassword } from './passwords.ts';

const password = 'một câu thật dài';
const byHttps = {
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'kho.example.vn',
  'x-forwarded-for': '203.0.113.9',
};

describe('behind a proxy of ours that speaks https', () => {
  test('the session’s cookie goes by https only, and browsers are told to stay with it', async () => {
    const signedIn = await signIn(await served({ trustedProxies: 1 }), byHttps);

    expect(signedIn.status).toBe(200);
    expect(signedIn.headers.get('set-cookie')).toMatch(/^diachi_session=[^;]+;.*; HttpOnly; Secure/);
    expect(signedIn.headers.get('strict-transport-security')).toBe('max-age=2592000');
  });

  test('a form of our own page is no forgery, and one of another site is', async () => {
    const origin = await served({ trustedProxies: 1 });

    expect((await signIn(origin, { ...byHttps, origin: 'https://kho.example.vn' })).status).toBe(200);
    expect((await signIn(origin, { ...byHttps, origin: 'https://elsewhere.example' })).status).toBe(403);
  });

  test('those who guess are told apart by the address the proxy saw, not by what they say of themselves', async () => {
    const origin = await served({ trustedProxies: 1 });
    const guess = async (forwardedFor: string) =>
      (await signIn(origin, { ...byHttps, 'x-forwarded-for': forwardedFor }, 'wrong')).status;

    for (let time = 0; time < 10; time++) await guess(`198.51.100.${time}, 203.0.113.9`);

    expect(await guess('198.51.100.77, 203.0.113.9')).toBe(429);
    expect(await guess('203.0.113.10')).toBe(401);
  });
});

test('where no proxy is trusted, nothing that is said of one is believed', async () => {
  const signedIn = await signIn(await served({ trustedProxies: 0 }), byHttps);

  expect(signedIn.headers.get('set-cookie')).not.toContain('Secure');
  expect(signedIn.headers.get('strict-transport-security')).toBeNull();
});

test('two processes of one library know the same sessions and the same tokens of forms', async () => {
  const people = peopleWith(await hashPassword(password));
  const [one, other] = [await served({ trustedProxies: 0, people }), await served({ trustedProxies: 0, people })];
  const cookie = (await signIn(one, {})).headers.get('set-cookie')?.split(';')[0] ?? '';

  const seen = await Promise.all(
    [one, other].map(async (origin) => (await fetch(`${origin}/api/session`, { headers: { cookie } })).json()),
  );
  const { csrfToken } = seen[0] as { csrfToken: string };
  const left = await fetch(`${other}/api/session`, {
    method: 'DELETE',
    headers: { cookie, 'x-csrf-token': csrfToken },
  });

  expect(seen[0]).toMatchObject({ name: 'lan', role: 'archivist' });
  expect(seen[1]).toEqual(seen[0]);
  expect(left.status).toBe(204);
  expect(await (await fetch(`${one}/api/session`, { headers: { cookie } })).json()).toMatchObject({ name: null });
});

const signIn = (origin: string, headers: Readonly<Record<string, string>>, typed = password) =>
  fetch(`${origin}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ name: 'lan', password: typed }),
  });

/** Somebody called lan, and her sessions. */
function peopleWith(passwordHash: string): Catalogue['people'] {
  const lan = { id: 1, name: 'lan', role: 'archivist', passwordHash, createdAt: '2026-11-20T08:00:00.000Z' } as const;
  const sessions = new Set<string>();
  return {
    named: async (name: string) => (name === 'lan' ? lan : null),
    session: async (tokenHash: string) => (sessions.has(tokenHash) ? lan : null),
    openSession: async ({ tokenHash }: { tokenHash: string }) => void sessions.add(tokenHash),
    closeSession: async (tokenHash: string) => void sessions.delete(tokenHash),
  } as unknown as Catalogue['people'];
}

async function served(options: {
  readonly trustedProxies: number;
  readonly people?: Catalogue['people'];
}): Promise<string> {
  const { trustedProxies, people = peopleWith(await hashPassword(password)) } = options;
  const audit = { note: async () => undefined } as unknown as Catalogue['audit'];
  const silent = () => undefined;
  const log = { debug: silent, warn: silent, error: silent };
  const { app } = createWebApp({
    routes: [],
    catalogue: { people, audit, libraries: async () => [] } as unknown as Catalogue,
    operatorToken: null,
    log,
    trustedProxies,
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Asker, dayOf } from '@diachi/domain';
import { createLog, type Listening, listen, readConfig } from '@diachi/process';
import type { Route } from '@diachi/web';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allSettings } from '../../services/standalone/src/all-settings.ts';
import { type Library, openLibrary } from '../../services/standalone/src/open-library.ts';
import { doorAddresses } from './door-addresses.ts';
import { type Answer, findLeaks } from './find-leaks.ts';
import { cookieOf, ELSEWHERE, fillMarkedLibrary, HOME, type MarkedDocument } from './marked-library.ts';

let folder: string;
let documents: readonly MarkedDocument[];
let library: Library;
let listening: Listening;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diachi-leaks-'));
  documents = await fillMarkedLibrary(folder);
  const settings = { DIACHI_DATA: folder, TRUST_PROXY: '1', READING_ROOMS: `${HOME}=10.20.0.0/16` };
  library = await openLibrary({
    folder,
    config: readConfig(allSettings, settings),
    log: createLog('diachi', 'silent', { write: () => undefined }),
    operatorToken: 'operator-token-of-this-test',
    isWorking: false,
  });
  await library.fillIndex(new AbortController().signal, () => undefined);
  listening = await listen(library.app, { host: '127.0.0.1', port: 0 });
  origin = `http://127.0.0.1:${listening.port}`;
});
afterAll(async () => {
  await listening?.close();
  await library?.close();
  await rm(folder, { recursive: true, force: true });
});

type Caller = { readonly asker: Asker; readonly headers: Readonly<Record<string, string>> };

const callers: Readonly<Record<string, Caller>> = {
  'a reader': { asker: { role: 'reader', library: null }, headers: {} },
  'a member of another library': {
    asker: { role: 'member', library: ELSEWHERE },
    headers: { Cookie: cookieOf('elsewhere') },
  },
  'a member at home': { asker: { role: 'member', library: HOME }, headers: { Cookie: cookieOf('home') } },
  'whoever sits in the reading room': {
    asker: { role: 'reader', library: HOME },
    headers: { 'X-Forwarded-For': '10.20.0.7' },
  },
};

describe.each(Object.entries(callers))('through no door of the whole library %s', (_, { asker, headers }) => {
  const leaksOf = (answer: Answer) => findLeaks(answer, asker, dayOf(new Date()), documents);

  test('sees anything of a document but what is theirs to see', { timeout: 600_000 }, async () => {
    const leaks = new Set<string>();
    const seen = new Set<string>();
    const found = new Set<string>();
    const look = async (method: string, address: string, more: Readonly<Record<string, string>> = {}) => {
      const answer = await ask(method, address, { ...headers, ...more });
      for (const leak of await leaksOf(answer)) leaks.add(leak);
      if (method === 'GET') for (const link of linksIn(answer)) if (!seen.has(link)) found.add(link);
      return answer;
    };
    const walk = async (address: string) => {
      if (seen.has(address)) return;
      seen.add(address);
      const { etag } = etagOf(await look('GET', address));
      await look('HEAD', address);
      if (etag !== null) await look('GET', address, { 'If-None-Match': etag });
    };

    const doors = library.routes.filter(isLookedThrough);
    const addresses = doors.flatMap((route) => documents.flatMap((document) => doorAddresses(route, document)));
    await eachOf([...new Set(addresses)], walk);
    const listed = seen.size;
    while (found.size > 0 && seen.size < listed + MOST_LINKS) {
      const links = [...found].slice(0, MOST_LINKS);
      found.clear();
      await eachOf(links, walk);
    }

    expect([...leaks]).toEqual([]);
    expect(listed).toBeGreaterThan(1_000);
  });

  test('changes or is told anything by what is only sent', async () => {
    const leaks: string[] = [];
    for (const route of library.routes.filter(isSentTo)) {
      for (const document of documents) {
        const addresses = doorAddresses(route, document);
        const [path = ''] = addresses[0]?.split('?') ?? [];
        const method = route.method === 'all' ? 'POST' : route.method.toUpperCase();
        leaks.push(...(await leaksOf(await ask(method, path, headers))));
        // What is asked after the question mark elsewhere may be asked in a form here.
        for (const address of isAskedByForm(route) ? addresses : []) {
          const form = address.split('?')[1] ?? '';
          const answer = await ask(method, path, { ...headers, 'Content-Type': FORM }, form);
          leaks.push(...(await leaksOf({ ...answer, address })));
        }
      }
    }

    expect(leaks).toEqual([]);
  });
});

test('the walk finds what is shown: at home, what is for members is seen through the doors that show it', async () => {
  const document = documents.find(({ name }) => name.startsWith('thanhvien'));
  if (!document) throw new Error('the library has no document for members');
  const home = { Cookie: cookieOf('home') };

  const page = await ask('GET', `/documents/${document.id}/pages/0`, home);
  const leaks = await findLeaks(page, { role: 'reader', library: null }, dayOf(new Date()), documents);
  expect(leaks).toEqual([expect.stringContaining(`shows ${document.marks.text[0]}`)]);

  const image = await ask('GET', `/files/${document.id}/r1/pages/0/image`, home);
  expect(await findLeaks(image, { role: 'reader', library: null }, dayOf(new Date()), documents)).toHaveLength(2);
});

test('an answer that somebody may have is not taken from a cache for another: it is asked for again, and refused', async () => {
  const document = documents.find(({ name }) => name.startsWith('thanhvien'));
  const address = `/files/${document?.id}/r1/pages/0/240.webp`;
  const { etag } = etagOf(await ask('GET', address, { Cookie: cookieOf('home') }));

  expect(etag).not.toBeNull();
  expect((await ask('GET', address, { 'If-None-Match': etag ?? '' })).status).toBe(403);
});

/** Several at a time: most of it is waiting. */
async function eachOf(addresses: readonly string[], walk: (address: string) => Promise<void>): Promise<void> {
  const waiting = [...addresses];
  const next = async () => {
    for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) await walk(address);
  };
  await Promise.all(Array.from({ length: 6 }, next));
}

const MOST_LINKS = 800;
/** What these end is the walk itself. */
const isSignOut = ({ path, method }: Route) =>
  path.endsWith('/session/end') || (method === 'delete' && path === '/api/session');
const isLookedThrough = ({ method, path }: Route) => method === 'get' && !path.endsWith('/events');
const FORM = 'application/x-www-form-urlencoded';
const isAskedByForm = ({ role, body = 'none' }: Route) => role === 'reader' && body.includes('form');
const isSentTo = (route: Route) => route.method !== 'get' && !isSignOut(route);

async function ask(
  method: string,
  address: string,
  headers: Readonly<Record<string, string>>,
  body = '{}',
): Promise<Answer> {
  const isSent = method !== 'GET' && method !== 'HEAD';
  const response = await fetch(origin + address, {
    method,
    headers: {
      Accept: address.startsWith('/documents') || address === '/' ? 'text/html' : '*/*',
      ...(isSent && { 'Content-Type': 'application/json' }),
      ...headers,
    },
    ...(isSent && { body }),
    redirect: 'manual',
  });
  return {
    method,
    address,
    status: response.status,
    headers: [...response.headers].map(([name, value]) => `${name}: ${decoded(value)}`).join('\n'),
    type: response.headers.get('content-type') ?? '',
    body: await wholeBody(response, address),
  };
}

async function wholeBody(response: Response, address: string): Promise<Buffer> {
  try {
    return Buffer.from(await response.arrayBuffer());
  } catch (cause) {
    throw new Error(`The answer of ${address} broke off.`, { cause });
  }
}

/** Names of files stand in headers as addresses write them. */
function decoded(value: string): string {
  try {
    return `${value} ${decodeURIComponent(value)}`;
  } catch {
    return value;
  }
}

const etagOf = ({ headers }: Answer) => ({ etag: /^etag: (\S+)/m.exec(headers)?.[1] ?? null });

/** Addresses of the library that an answer leads to, whatever its form. */
function linksIn({ body, headers, type }: Answer): readonly string[] {
  if (!/html|json|xml|text\/plain/.test(`${type} ${headers}`)) return [];
  const text = `${headers}\n${body.toString('utf8')}`.replaceAll('&amp;', '&').replaceAll('\\u0026', '&');
  const written = [
    ...text.matchAll(/(?:href|src|action)="(\/[^"\s]*)"/g),
    ...text.matchAll(/"(\/(?:files|documents|iiif|api|feeds|oai|sru)[^"\s]*)"/g),
    ...text.matchAll(/https?:\/\/(?:127\.0\.0\.1|localhost)(?::\d+)?(\/[^\s"'<>\\]*)/g),
  ];
  const paths = written.map(([, path = '']) => path.split('#')[0] ?? '');
  return [...new Set(paths)].filter((path) => path !== '' && !path.startsWith('/assets/') && !path.includes('lang='));
}

import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApiJudge } from './testing/api-judge.ts';
import { openServedLibrary, type ServedLibrary } from './testing/open-served-library.ts';

const strip = join(import.meta.dirname, '..', '..', '..', 'test', 'fixtures', 'strips', '05.jpg');
const other = join(import.meta.dirname, '..', '..', '..', 'test', 'fixtures', 'strips', '04.jpg');
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' };
const JSON_BODY = { 'Content-Type': 'application/json' };

type Headers = Readonly<Record<string, string>>;
type Call = {
  readonly path: string;
  readonly method?: string;
  readonly body?: unknown;
  readonly as?: Headers;
  readonly status?: number;
  /** What has to be so before it is called. */
  readonly after?: () => Promise<void>;
};

let served: ServedLibrary;
let origin: string;
let admin: Headers;
let id: string;
let gone: string;

beforeAll(async () => {
  served = await openServedLibrary({ isWorking: true, settings: { WORKERS: '1' } });
  ({ origin } = served);
  admin = await signIn((await served.library.signInLink(origin))?.link ?? '');
  [id = '', gone = ''] = [await published(strip, 'Kế hoạch phát triển'), await published(other, 'Tờ trình')];
});
afterAll(() => served?.close());

test('every answer to programs is as it was told they would get', { timeout: 240_000 }, async () => {
  const judge = await createApiJudge(origin);
  const person = { name: 'Lan', role: 'archivist', library: null };
  const invited = await call({ path: '/api/people', method: 'POST', body: person, as: admin });
  const { link, id: lan } = (await invited.json()) as { link: string; id: number };
  const welcome = new URL(link).pathname.replace('/welcome/', '/api/welcome/');
  const nothing = { upload: 'nothing', sha256: '0'.repeat(64), name: 'a.jpg' };
  const source = { code: 'kho-ban', name: 'Kho', address: `${origin}/oai`, isOn: false };
  const password = 'hoa ban trắng';
  const calls: readonly Call[] = [
    { path: '/api/search?q=phat+trien&kind=other&kind=book' },
    { path: '/api/search?q=zzzz' },
    { path: '/api/search?limit=many', status: 400 },
    { path: '/api/suggest?q=k' },
    { path: '/api/documents?limit=1' },
    { path: '/api/documents', as: admin },
    { path: `/api/documents/${id}` },
    { path: `/api/documents/${id}?pages=none`, as: admin },
    { path: '/api/documents/0000000000000000', status: 404 },
    { path: `/api/documents/${id}/pages/0` },
    { path: `/api/documents/${id}/pages/7`, status: 404 },
    { path: `/api/documents/${id}/hits?q=phat+trien` },
    { path: `/api/documents/${id}/history`, as: admin },
    { path: `/api/documents/${id}/history`, status: 401 },
    { path: `/api/documents/${id}`, method: 'PATCH', body: change(1), as: admin },
    { path: `/api/documents/${id}`, method: 'PATCH', body: change(1), as: admin, status: 409 },
    { path: `/api/documents/${id}`, method: 'PATCH', body: { record: {} }, as: admin, status: 428 },
    {
      path: `/api/documents/${id}`,
      method: 'PATCH',
      body: {},
      as: { ...admin, 'Content-Type': 'text/plain' },
      status: 415,
    },
    { path: `/api/documents/${id}`, method: 'PATCH', body: {}, as: { ...admin, 'If-Match': '"v9"' }, status: 400 },
    {
      path: `/api/documents/${id}`,
      method: 'PATCH',
      body: { record: {} },
      as: { ...admin, 'If-Match': '"v9"' },
      status: 412,
    },
    { path: `/api/documents/${id}/retry`, method: 'POST', body: {}, as: admin, status: 409 },
    { path: '/api/documents', method: 'POST', body: { files: [nothing] }, as: admin },
    { path: '/api/status', as: admin },
    { path: '/api/work', as: admin },
    { path: '/api/work?documents=none', as: admin },
    { path: `/api/work/${id}`, as: admin },
    { path: '/api/libraries' },
    { path: '/api/libraries/tinh' },
    { path: '/api/libraries/nowhere', status: 404 },
    { path: '/api/libraries/muong-te', method: 'PUT', body: { name: 'Thư viện Mường Tè' }, as: admin },
    {
      path: '/api/libraries/muong-te',
      method: 'PUT',
      body: { name: 'Thư viện huyện' },
      as: { ...admin, 'If-None-Match': '*' },
      status: 412,
    },
    { path: '/api/session' },
    { path: '/api/session', as: admin },
    { path: welcome, method: 'POST', body: { password } },
    { path: welcome, method: 'POST', body: { password }, status: 404 },
    { path: '/api/session', method: 'POST', body: { name: 'Lan', password } },
    { path: '/api/session', method: 'POST', body: { name: 'Lan', password: 'x' }, status: 401 },
    { path: '/api/people', as: admin },
    { path: '/api/people', method: 'POST', body: { ...person, name: 'Hà' }, as: admin, status: 201 },
    { path: `/api/people/${lan}/link`, method: 'POST', body: {}, as: admin, status: 201 },
    { path: `/api/people/${lan}/library`, method: 'POST', body: { library: 'tinh' }, as: admin },
    { path: '/api/inspection', as: admin },
    { path: '/api/inspection', method: 'POST', body: {}, as: admin, status: 202 },
    { path: '/api/learning', as: admin },
    { path: '/api/learning', method: 'POST', body: {}, as: admin, status: 202 },
    { path: '/api/verification', as: admin },
    { path: '/api/verification', method: 'POST', body: {}, as: admin, status: 202 },
    { path: '/api/harvest', method: 'POST', body: source, as: admin, status: 201 },
    { path: '/api/harvest', as: admin },
    { path: '/api/harvest/kho-ban', method: 'POST', body: { ...source, name: 'Kho bạn' }, as: admin },
    { path: '/api/harvest/kho-ban/start', method: 'POST', body: {}, as: admin, status: 202 },
    { path: '/api/harvest/kho-ban/remove', method: 'POST', body: {}, as: admin, status: 204 },
    { path: '/api/rebuild', method: 'POST', body: {}, as: admin, status: 202 },
    { path: `/api/documents/${gone}/merge`, method: 'POST', body: { into: id }, as: admin },
    { path: `/api/documents/${gone}`, status: 301 },
    { path: `/api/documents/${id}/read-again`, method: 'POST', body: {}, as: admin },
    { path: `/api/documents/${id}`, method: 'DELETE', as: admin, status: 204 },
    { path: `/api/documents/${id}`, status: 410 },
    { path: `/api/documents/${id}/pages/0`, as: admin, status: 410 },
    {
      ...{ path: '/api/inspection', method: 'POST', body: 'next=%2Fwork', as: { ...admin, ...FORM }, status: 303 },
      // Two at once are one.
      after: untilInspected,
    },
    { path: '/api/openapi.json' },
    { path: '/api/work/events', as: admin },
    { path: '/api/session', method: 'DELETE', as: admin, status: 204 },
  ];

  const faults: string[] = [];
  for (const one of calls) {
    await one.after?.();
    const answer = await call(one);
    const name = `${one.method ?? 'GET'} ${one.path}`;
    if (answer.status !== (one.status ?? 200)) faults.push(`${name} answers ${answer.status}: ${await answer.text()}`);
    else faults.push(...(await judge.check(one.method ?? 'GET', one.path, answer)).map((fault) => `${name} ${fault}`));
  }

  expect(faults).toEqual([]);
  // Nothing has failed here that could be tried again; what is answered then has the schema of a changed record.
  expect(judge.unheard()).toEqual(['postDocumentsIdRetry']);
});

const change = (onVersion: number) => ({ record: { title: 'Kế hoạch', subjects: ['Địa chí'] }, onVersion });

const call = ({ path, method = 'GET', body, as = {} }: Call): Promise<Response> =>
  fetch(origin + path, {
    method,
    headers: { Accept: 'application/json', ...(body !== undefined && JSON_BODY), ...as },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    redirect: 'manual',
  });

/** Resolves when no inspection is under way. */
async function untilInspected(): Promise<void> {
  for (;;) {
    const told = await (await call({ path: '/api/inspection', as: admin })).json();
    if ((told as { state: { isRunning: boolean } | null }).state?.isRunning !== true) return;
  }
}

/** Has a file taken in, and hears when readers see it. */
async function published(path: string, title: string): Promise<string> {
  const leaving = new AbortController();
  const events = await fetch(`${origin}/api/work/events`, { headers: admin, signal: leaving.signal });
  const as = served.operator;
  const taken = await call({ path: '/api/ingest', method: 'POST', body: { paths: [path], record: { title } }, as });
  const [line = ''] = (await taken.text()).split('\n');
  const { document } = JSON.parse(line) as { document: string };
  const text = events.body?.pipeThrough(new TextDecoderStream());
  for await (const told of text ?? []) {
    if (told.includes('"published":0')) continue;
    const { state, isInWork } = (await (await call({ path: `/api/work/${document}`, as: admin })).json()) as {
      state: string;
      isInWork: boolean;
    };
    if (state === 'published' && !isInWork) break;
  }
  leaving.abort();
  return document;
}

async function signIn(link: string): Promise<Headers> {
  const answer = await fetch(link.replace('/welcome/', '/api/welcome/'), {
    method: 'POST',
    headers: JSON_BODY,
    body: JSON.stringify({ password: 'hoa ban trắng' }),
  });
  const Cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const session = await fetch(`${origin}/api/session`, { headers: { Cookie } });
  return { Cookie, 'x-csrf-token': ((await session.json()) as { csrfToken: string }).csrfToken };
}

import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openServedLibrary, type ServedLibrary } from './testing/open-served-library.ts';

const strips = join(import.meta.dirname, '..', '..', '..', 'test', 'fixtures', 'strips');
const JSON_TYPE = { 'Content-Type': 'application/json' };

let served: ServedLibrary;
let address: string;

beforeAll(async () => {
  served = await openServedLibrary();
  address = await takeIn('05.jpg');
});
afterAll(() => served?.close());

test('of two who change the same version of a record, the second is told and nothing of the first is lost', async () => {
  const read = tagOf(await call(address));

  const first = await change({ title: 'Tờ trình của tỉnh' }, { 'If-Match': read });
  const second = await change({ title: 'Tờ trình khác' }, { 'If-Match': read });

  expect([first.status, second.status]).toEqual([200, 412]);
  expect(await second.json()).toMatchObject({ status: 412, code: 'record.not-this-version' });
  expect(tagOf(first)).toMatch(/^"v2\./);
  expect(await titleNow()).toBe('Tờ trình của tỉnh');
});

test('the tag of an answer that was packed, here or by a proxy, names the version as well, and * whichever there is', async () => {
  expect((await change({ note: 'địa chí '.repeat(200) }, { 'If-Match': '*' })).status).toBe(200);
  const answer = await call(address, { headers: { 'Accept-Encoding': 'gzip' } });
  const packed = tagOf(answer);
  expect([answer.headers.get('content-encoding'), packed]).toEqual(['gzip', expect.stringMatching(/^W\/"v\d+\./)]);

  expect((await call(address, { headers: { 'If-None-Match': packed } })).status).toBe(304);
  expect((await change({ note: 'gói lại' }, { 'If-Match': packed })).status).toBe(200);
  expect((await change({ note: 'gói lại lần nữa' }, { 'If-Match': packed })).status).toBe(412);
});

test('a change that does not say on which version is made on none', async () => {
  const before = await titleNow();

  const answer = await change({ title: 'Không rõ' }, {});

  expect(answer.status).toBe(428);
  expect(await answer.json()).toMatchObject({ status: 428, code: 'record.no-version-named' });
  expect(await titleNow()).toBe(before);
});

test('a document is removed in the version that was read only, where one is named', async () => {
  const other = await takeIn('04.jpg');
  const read = tagOf(await call(other));
  await change({ title: 'Tờ trình đã sửa' }, { 'If-Match': read }, other);

  const refused = await call(other, { method: 'DELETE', headers: { 'If-Match': read } });
  const now = await call(other);
  const removed = await call(other, { method: 'DELETE', headers: { 'If-Match': tagOf(now) } });

  expect([refused.status, now.status, removed.status]).toEqual([412, 200, 204]);
  expect(await refused.json()).toMatchObject({ code: 'record.not-this-version' });
  expect((await call(other)).status).toBe(404);
});

test('what is as it was is answered 304 with what says how long that is true, and without a body', async () => {
  const whole = await call(address);
  const ETag = tagOf(whole);

  for (const method of ['GET', 'HEAD']) {
    for (const known of [ETag, `W/${ETag}`, `"other", ${ETag}`, '*']) {
      const answer = await call(address, { method, headers: { 'If-None-Match': known } });
      expect([answer.status, await answer.text()], `${method} ${known}`).toEqual([304, '']);
      expect(tagOf(answer)).toBe(known.startsWith('W/') ? known : ETag);
      expect(answer.headers.get('cache-control')).toBe(whole.headers.get('cache-control'));
      expect(answer.headers.get('content-type')).toBeNull();
    }
  }
  expect((await call(address, { headers: { 'If-None-Match': '"v1.other"' } })).status).toBe(200);
  const libraries = await call('/api/libraries', { headers: { 'If-None-Match': tagOf(await call('/api/libraries')) } });
  expect([libraries.status, libraries.headers.get('vary')]).toEqual([304, 'Cookie, Authorization']);
});

test('HEAD says what GET says, and no more', async () => {
  for (const path of [address, '/api/search?q=to', '/api/openapi.json', '/api/work', `${address}/pages/99`]) {
    const [whole, head] = [await call(path), await call(path, { method: 'HEAD' })];
    expect([head.status, await head.text()], path).toEqual([whole.status, '']);
    for (const name of ['content-type', 'etag', 'cache-control', 'link', 'vary']) {
      expect(head.headers.get(name), `${path} ${name}`).toBe(whole.headers.get(name));
    }
  }
});

test('HEAD of a stream comes to its end, and the connection goes on', async () => {
  const status = await new Promise((resolve, reject) => {
    const { origin, operator: headers } = served;
    const asked = request(`${origin}/api/work/events`, { method: 'HEAD', headers }, (response) => {
      response.resume().once('end', () => resolve([response.statusCode, response.headers['content-type']]));
    });
    asked.once('error', reject).end();
  });

  expect(status).toEqual([200, 'text/event-stream; charset=utf-8']);
});

test.each([
  ['text/plain', '{"record":{},"onVersion":1}'],
  ['application/x-www-form-urlencoded', 'title=x'],
  ['application/json; charset=klingon', '{}'],
  ['', '{}'],
])('what is sent as "%s" is not read, and said so', async (type, body) => {
  const answer = await call(address, { method: 'PATCH', headers: { 'Content-Type': type }, body });

  expect(answer.status).toBe(415);
  expect(await answer.json()).toMatchObject({ code: 'body.wrong-type', details: { types: 'application/json' } });
});

test.each([
  ['packed as nobody knows', { ...JSON_TYPE, 'Content-Encoding': 'x-lost' }, '{}', 415],
  ['broken off', JSON_TYPE, '{"record":', 400],
  ['too large', JSON_TYPE, JSON.stringify({ note: 'x'.repeat(300_000) }), 413],
  ['no object', JSON_TYPE, '[]', 400],
])('a body that is %s is refused as a problem', async (_how, headers, body, status) => {
  const answer = await call(address, { method: 'PATCH', headers, body });

  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    status,
    'application/problem+json; charset=utf-8',
  ]);
});

test('what needs no body may be sent one of no length, and of no type', async () => {
  const headers = { 'Content-Length': '0' };

  expect((await call('/api/inspection', { method: 'POST', headers })).status).toBe(202);
});

test.each([
  ['PUT', '/api/search', 'GET, HEAD'],
  ['POST', '/api/libraries/tinh', 'GET, HEAD, PUT'],
  ['OPTIONS', '/api/work/events', 'GET, HEAD'],
])('%s of %s is no method of it, and those that are are told', async (method, path, allowed) => {
  const answer = await call(path, { method });

  expect([answer.status, answer.headers.get('allow')]).toEqual([405, allowed]);
  expect(await answer.json()).toMatchObject({ status: 405, code: 'address.wrong-method' });
});

test.each([
  'x',
  '1',
  '_',
  '1_x',
  '-1_2026-01-01T00:00:00.000Z',
  "1_2026' OR 1=1 --",
  '1_2026-01-01%00',
  'Ω',
  '1_'.repeat(150),
])('a list does not go on at %s', async (after) => {
  const answer = await call(`/api/documents?after=${encodeURIComponent(after)}`);

  expect(answer.status).toBe(400);
  expect(['stretch.bad-after', 'input.bad-form']).toContain(((await answer.json()) as { code: string }).code);
});

const call = (path: string, { headers, ...init }: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(served.origin + path, { ...init, headers: { ...served.operator, ...headers } });

async function takeIn(name: string): Promise<string> {
  const body = JSON.stringify({ paths: [join(strips, name)], record: { title: 'Tờ trình' } });
  const taken = await (await call('/api/ingest', { method: 'POST', headers: JSON_TYPE, body })).text();
  const { document } = JSON.parse(taken.split('\n')[0] ?? '') as { document: string };
  return `/api/documents/${document}`;
}

const change = (record: object, headers: Record<string, string>, of = address) =>
  call(of, { method: 'PATCH', headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify({ record }) });

const tagOf = ({ headers }: Response) => headers.get('etag') ?? '';

const titleNow = async () => ((await (await call(address)).json()) as { title: string }).title;

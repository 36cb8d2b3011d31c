import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { get, request } from 'node:http';
import { connect as connectTls } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Route } from '@diachi/web';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { checkProxy, freePort, hasNginx, type RunningProxy, startProxy } from '../../servers/index.ts';
import { type Echo, type EchoService, startEchoService } from './echo-service.ts';
import { type ServiceName, serviceRoutes } from './service-routes.ts';

const services = serviceRoutes();
const everyRoute = Object.entries(services).flatMap(([service, routes]) =>
  routes.map((route) => ({ service: service as ServiceName, route, name: `${route.method} ${route.path}` })),
);
const forReaders = everyRoute.filter(({ route }) => route.role !== 'operator');
const forTheOperator = everyRoute.filter(({ route }) => route.role === 'operator');

let upload: EchoService;
let access: EchoService;
let portal: EchoService;
let proxy: RunningProxy;

describe.skipIf(!(await hasNginx()))('the reverse proxy, run with a real nginx', () => {
  beforeAll(async () => {
    upload = await startEchoService('upload', streamEvents);
    access = await startEchoService('access');
    portal = await startEchoService('portal');
    proxy = await startProxy({
      upload: [upload.address],
      access: [access.address],
      portal: [portal.address],
    });
  });
  afterAll(async () => {
    await proxy?.stop();
    for (const service of [upload, access, portal]) await service?.close();
  });

  test.each(forReaders)('$name is answered by the service that has it', async ({ service, route }) => {
    for (const address of [addressOf(route), `${addressOf(route)}/`.replace('//', '/')]) {
      const { service: answering, url, method } = await ask(address, { method: methodOf(route) });

      expect([answering, url, method]).toEqual([service, address, methodOf(route)]);
    }
  });

  test.each(forTheOperator)('$name cannot be reached from outside, with any token', async ({ route }) => {
    const before = asked();

    const answer = await fetch(proxy.address + addressOf(route), {
      method: methodOf(route),
      headers: { Authorization: 'Bearer the-real-operator-token' },
    });

    expect(answer.status).toBe(404);
    expect(asked()).toBe(before);
  });

  test.each(forTheOperator)('$name is answered at the inner door, to who has the token', async ({ service, route }) => {
    const answer = await fetch(proxy.operatorAddress + addressOf(route), {
      method: methodOf(route),
      headers: { Authorization: 'Bearer the-real-operator-token' },
    });

    expect(await answer.json()).toMatchObject({
      service,
      headers: { authorization: 'Bearer the-real-operator-token', 'x-forwarded-for': '127.0.0.1' },
    });
  });

  test('the inner door answers everything else as the outer one does, and what is for watching not at all', async () => {
    const search = await fetch(`${proxy.operatorAddress}/api/search`);

    expect(((await search.json()) as Echo).service).toBe('access');
    expect((await fetch(`${proxy.operatorAddress}/metrics`)).status).toBe(404);
  });

  test.each(['/metrics', '/metrics/', '/readyz'])('%s cannot be reached from outside', async (path) => {
    const before = asked();

    expect((await fetch(proxy.address + path)).status).toBe(404);
    expect(asked()).toBe(before);
  });

  test.each([
    '/api/search/..%2freading/document',
    '/api/reading/x/%2e%2e/%2e%2e/search',
    '/api//reading/document',
    '/api/search/../reading/document',
    '/api/search/..',
    '/api\\reading',
  ])('a crooked address goes to no service: %s', async (path) => {
    const before = asked();

    expect(await statusOf(path)).toBe(400);
    expect(asked()).toBe(before);
  });

  test('a method that an address does not have is refused by the service that has the address', async () => {
    expect((await ask('/api/search', { method: 'DELETE' })).service).toBe('access');
    expect((await ask('/api/libraries/tinh', { method: 'POST' })).service).toBe('upload');
    expect((await ask('/no-such-page', { method: 'DELETE' })).service).toBe('portal');
  });

  test('a search reaches its service as it was written', async () => {
    const { url } = await ask('/api/search?q=%C4%91%E1%BB%8Ba%20ch%C3%AD%2F..%2F&page=2');

    expect(url).toBe('/api/search?q=%C4%91%E1%BB%8Ba%20ch%C3%AD%2F..%2F&page=2');
  });

  test('a service is told who asks, whatever they claim, and never gets the operator’s token', async () => {
    const { headers } = await ask('/api/search', {
      headers: {
        Authorization: 'Bearer the-real-operator-token',
        'X-Forwarded-For': '203.0.113.7',
        'X-Forwarded-Host': 'elsewhere.example',
        'X-Forwarded-Proto': 'https',
        'X-Real-IP': '203.0.113.7',
        Forwarded: 'for=203.0.113.7',
        Cookie: 'session=kept',
      },
    });

    expect(headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      'x-forwarded-host': new URL(proxy.address).host,
      host: new URL(proxy.address).host,
      cookie: 'session=kept',
    });
    expect(headers.authorization).toBe('Bearer refused');
    expect(headers).not.toHaveProperty('forwarded');
    expect(headers).not.toHaveProperty('x-real-ip');
  });

  test.each([
    ['Bearer diachi_'.padEnd(57, 'aB3-_'), 'Bearer diachi_'.padEnd(57, 'aB3-_')],
    ['bearer  diachi_'.padEnd(58, 'x'), 'bearer  diachi_'.padEnd(58, 'x')],
    ['BEARER diachi_'.padEnd(57, 'x'), 'BEARER diachi_'.padEnd(57, 'x')],
    // Of this form a service knows no person's tokens: it may be the operator's.
    ['Bearer DIACHI_'.padEnd(57, 'x'), 'Bearer refused'],
    ['Bearer diachi_'.padEnd(56, 'x'), 'Bearer refused'],
    [`${'Bearer diachi_'.padEnd(57, 'x')}, Bearer the-real-operator-token`, 'Bearer refused'],
    ['Bearer', 'Bearer refused'],
    ['Basic YTpi', undefined],
    [undefined, undefined],
  ])('of what says who asks, %s goes on as %s', async (Authorization, handedOn) => {
    for (const path of ['/api/search', '/uploads/one', '/api/work/events']) {
      const { headers } = await ask(path, { headers: { ...(Authorization && { Authorization }) } });
      expect(headers.authorization, path).toBe(handedOn);
    }
  });

  test('the largest body that a route reads passes, and a larger one is refused before a service sees it', async () => {
    const largest = Math.max(...everyRoute.map(({ route }) => route.limits?.bodyBytes ?? 0));
    const post = (bytes: number) =>
      fetch(`${proxy.address}/api/documents`, { method: 'POST', body: new Uint8Array(bytes) });

    expect(largest).toBeGreaterThan(2 ** 20);
    expect(((await (await post(largest)).json()) as Echo).bodyBytes).toBe(largest);
    expect((await post(largest + 2 * 2 ** 20)).status).toBe(413);
  });

  test('an upload has no limit, and its bytes reach the service as they come', async () => {
    const bytes = 24 * 2 ** 20;
    const sending = request(`${proxy.address}/uploads/one`, {
      method: 'PATCH',
      headers: { 'Content-Length': bytes, 'X-Tell-First-Byte': 'yes' },
    });
    const answered = new Promise<string>((resolve, reject) => {
      sending.once('error', reject).once('response', (response) => {
        response.setEncoding('utf8').once('data', resolve);
      });
    });

    sending.write(Buffer.alloc(2 ** 16));

    // The rest is never sent: the service has the first bytes while the upload is still under way.
    expect(await answered).toBe('the first bytes are here');
    sending.destroy();
  });

  test('an upload whose line broke has left what arrived with the service', async () => {
    const left = new Promise<number>((resolve) => {
      brokenUpload = resolve;
    });
    const arrived = new Promise<void>((resolve) => {
      arrivingUpload = (bytes) => bytes === 100_000 && resolve();
    });
    const sending = request(`${proxy.address}/uploads/two`, {
      method: 'PATCH',
      headers: { 'Content-Length': 2 ** 20, 'X-Count-Bytes': 'yes' },
    });
    sending.once('error', () => undefined);

    sending.write(Buffer.alloc(100_000));
    await arrived;
    sending.destroy();

    expect(await left).toBe(100_000);
  });

  test('progress is told as it happens, and stays open', async () => {
    const first = await new Promise<string>((resolve, reject) => {
      const following = get(
        `${proxy.address}/api/work/events`,
        { headers: { Accept: 'text/event-stream', 'Accept-Encoding': 'gzip' } },
        (response) => {
          expect(response.headers['content-encoding']).toBeUndefined();
          response.setEncoding('utf8').once('data', (text: string) => {
            resolve(text);
            following.destroy();
          });
        },
      );
      following.once('error', reject);
    });

    expect(first).toBe('event: snapshot\ndata: {}\n\n');
  });

  test('text is packed for who can unpack it, and a service is asked for it plain', async () => {
    const answer = await fetch(`${proxy.address}/api/search?q=${'a'.repeat(2_000)}`, {
      headers: { 'Accept-Encoding': 'gzip' },
    });

    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(answer.headers.get('vary')).toContain('Accept-Encoding');
    expect(((await answer.json()) as Echo).headers).not.toHaveProperty('accept-encoding');
  });

  test('the log tells neither what was searched for nor a one-time link', async () => {
    await fetch(`${proxy.address}/search?q=a-secret-wish`);
    await fetch(`${proxy.address}/welcome/one-time-token`);
    await fetch(`${proxy.address}/api/welcome/one-time-token`, { method: 'POST' });

    const lines = async () => (await proxy.accessLog()).trim().split('\n').map(parseJson);
    // What was answered is written down afterwards.
    await expect
      .poll(lines)
      .toEqual(
        expect.arrayContaining([
          expect.objectContaining({ path: '/search', service: 'portal' }),
          expect.objectContaining({ path: '/welcome/…', service: 'portal', from: '127.0.0.1' }),
          expect.objectContaining({ path: '/api/welcome/…', method: 'POST' }),
        ]),
      );
    expect(await proxy.accessLog()).not.toMatch(/a-secret-wish|one-time-token/);
  });

  test('nothing lies about in files, and the page of a service that is away is not an address', async () => {
    expect((await fetch(`${proxy.address}/-/away.html`)).status).toBe(404);
  });

  test('a service with one server away is answered by another, and one that is away altogether says when to come back', async () => {
    const away = `127.0.0.1:${await freePort()}`;
    const half = await startProxy({ upload: [away], access: [away, access.address], portal: [away] });
    onTestFinished(() => half.stop());

    for (let nth = 0; nth < 6; nth += 1) expect((await fetch(`${half.address}/api/search`)).status).toBe(200);
    const page = await fetch(half.address);
    const problem = await fetch(`${half.address}/uploads`, { method: 'POST' });

    expect([page.status, problem.status]).toEqual([503, 503]);
    expect([page.headers.get('retry-after'), problem.headers.get('retry-after')]).toEqual(['15', '15']);
    expect(await page.text()).toContain('Kho Địa Chí');
    expect(problem.headers.get('content-type')).toBe('application/problem+json');
    expect(await problem.json()).toMatchObject({ status: 503, code: 'service.away' });
  });

  test('what changes something is never sent to two servers; what only asks is', async () => {
    const dying = await Promise.all([startEchoService('one', dropIt), startEchoService('two', dropIt)]);
    const broken = await startProxy({
      upload: dying.map(({ address }) => address),
      access: dying.map(({ address }) => address),
      portal: [portal.address],
    });
    onTestFinished(async () => {
      await broken.stop();
      for (const service of dying) await service.close();
    });
    const sum = () => dying.reduce((total, service) => total + service.asked(), 0);

    await fetch(`${broken.address}/api/documents`, { method: 'POST', body: '{}' });
    expect(sum()).toBe(1);

    await fetch(`${broken.address}/api/search`);
    expect(sum()).toBe(3);
  });
});

describe.skipIf(!(await hasNginx()))('the reverse proxy in a hurry: with its own times, divided', () => {
  let hurried: string;
  beforeAll(async () => {
    hurried = await mkdtemp(join(tmpdir(), 'diachi-hurried-'));
    await cp(join(import.meta.dirname, '../../../infra/proxy'), hurried, { recursive: true });
    const written = await readFile(join(hurried, 'library.conf'), 'utf8');
    // Not shorter: whoever is well has to answer in the first of them, on a busy machine too.
    const times = { '15s': '1s', '60s': '5s', '15m': '45s', '10m': '30s' } as const;
    const shorter = written.replaceAll(
      /(proxy_read_timeout) (15s|60s|15m|10m);/g,
      (_line, name: string, time: keyof typeof times) => `${name} ${times[time]};`,
    );
    expect(shorter.match(/proxy_read_timeout \w+;/g)).toEqual(
      ['1s', '5s', '45s', '30s', '5s'].map((time) => `proxy_read_timeout ${time};`),
    );
    await writeFile(join(hurried, 'library.conf'), shorter);
  });
  afterAll(() => rm(hurried, { recursive: true, force: true }));

  test('what only asks is answered by another server when one hangs; what changes something is not asked twice', async () => {
    const hung = await startEchoService('hung', () => true);
    const well = await startEchoService('well');
    const both = [hung.address, well.address];
    const half = await startProxy({ upload: both, access: both, portal: both, values: { PROXY_FOLDER: hurried } });
    onTestFinished(async () => {
      await half.stop();
      for (const service of [hung, well]) await service.close();
    });

    const asks = ['/', '/search?q=a', '/api/search', '/api/status', '/api/work', '/uploads/one'].map(async (path) => {
      const answer = await fetch(half.address + path);
      return [answer.status, ((await answer.json()) as Echo).url];
    });

    expect(await Promise.all(asks)).toEqual(
      ['/', '/search?q=a', '/api/search', '/api/status', '/api/work', '/uploads/one'].map((path) => [200, path]),
    );
    expect(hung.asked()).toBeGreaterThan(0);
  });

  test('a commit is waited for longest, what changes something longer than what only asks', async () => {
    const waiting = new Map<string, () => void>();
    const slow = await startEchoService('upload', (asking, response) => {
      asking.resume().once('end', () => {
        waiting.set(`${asking.method} ${asking.url}`, () => response.end(asking.headers['content-length']));
      });
      return true;
    });
    const one = [slow.address];
    const patient = await startProxy({ upload: one, access: one, portal: one, values: { PROXY_FOLDER: hurried } });
    onTestFinished(async () => {
      await patient.stop();
      await slow.close();
    });
    const post = (path: string, at = patient.address) =>
      fetch(at + path, { method: 'POST', body: 'a'.repeat(300_000) });
    const statusOfAsking = async () => (await fetch(`${patient.address}/api/work`)).status;

    const commit = post('/api/documents');
    const ingest = post('/api/ingest', patient.operatorAddress);
    const change = post('/api/documents/7/retry?now=yes');
    const lost = post('/api/documents/8/retry');
    await expect.poll(() => waiting.size).toBe(4);
    expect(await statusOfAsking()).toBe(503);
    waiting.get('POST /api/documents/7/retry?now=yes')?.();
    expect([(await change).status, await (await change).text()]).toEqual([200, '300000']);
    expect((await lost).status).toBe(503);
    waiting.get('POST /api/documents')?.();
    waiting.get('POST /api/ingest')?.();

    for (const answer of [await commit, await ingest]) {
      expect([answer.status, await answer.text()]).toEqual([200, '300000']);
    }
  });
});

describe.skipIf(!(await hasNginx()))('the reverse proxy with TLS, run with a real nginx', () => {
  let folder: string;
  let secure: RunningProxy;
  let tls: { readonly certificate: string; readonly key: string };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diachi-tls-'));
    tls = { certificate: join(folder, 'fullchain.pem'), key: join(folder, 'privkey.pem') };
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '1'];
    const files = ['-keyout', tls.key, '-out', tls.certificate];
    await promisify(execFile)('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject, ...files]);
    portal = await startEchoService('portal');
    const one = [portal.address];
    secure = await startProxy({ upload: one, access: one, portal: one, tls });
  });
  afterAll(async () => {
    await secure?.stop();
    await portal?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('speaks HTTP/2, and tells services and browsers that it is https', async () => {
    const session = connectTls(secure.address, { rejectUnauthorized: false });
    onTestFinished(() => session.destroy());
    const stream = session.request({ ':path': '/sign-in' });
    const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
      stream.once('response', resolve).once('error', reject);
    });
    let body = '';
    for await (const chunk of stream.setEncoding('utf8')) body += chunk;

    expect(headers).toMatchObject({ ':status': 200, 'strict-transport-security': 'max-age=31536000' });
    expect(headers['server']).toBe('nginx');
    expect((JSON.parse(body) as Echo).headers).toMatchObject({
      'x-forwarded-proto': 'https',
      host: new URL(secure.address).host,
    });
  });

  test('leads plain http to itself without changing what was asked', async () => {
    const answer = await fetch(`${secure.plainAddress}/api/session?next=%2Fwork`, {
      method: 'POST',
      redirect: 'manual',
    });

    expect(answer.status).toBe(308);
    expect(answer.headers.get('location')).toBe(`${secure.address}/api/session?next=%2Fwork`);
  });

  test.each(['plain', 'tls'] as const)('nginx -t finds nothing to say about the %s configuration', async (mode) => {
    const said = await checkProxy({
      folder: join(folder, mode),
      listen: `127.0.0.1:${await freePort()}`,
      insideListen: `127.0.0.1:${await freePort()}`,
      upload: ['127.0.0.1:1', '127.0.0.1:2'],
      access: ['127.0.0.1:3'],
      portal: ['127.0.0.1:4'],
      ...(mode === 'tls' && { tls: { ...tls, listen: `127.0.0.1:${await freePort()}` } }),
      values: {
        PROXY_REAL_ADDRESS: 'set_real_ip_from 10.0.0.0/8; real_ip_header X-Forwarded-For;',
        PROXY_SCHEME: 'https',
      },
    });

    expect(said).toContain('test is successful');
    expect(said).not.toContain('[warn]');
  });
});

let brokenUpload: (bytes: number) => void = () => undefined;
let arrivingUpload: (bytes: number) => unknown = () => undefined;

/** The upload service's long answers. */
const streamEvents: Parameters<typeof startEchoService>[1] = (asking, response) => {
  if (asking.headers.accept === 'text/event-stream') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write('event: snapshot\ndata: {}\n\n');
    return true;
  }
  if (asking.headers['x-tell-first-byte']) {
    asking.once('data', () => response.write('the first bytes are here'));
    return true;
  }
  if (asking.headers['x-count-bytes']) {
    let bytes = 0;
    asking.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      arrivingUpload(bytes);
    });
    asking.once('close', () => brokenUpload(bytes)).once('error', () => undefined);
    return true;
  }
  return false;
};

const dropIt: Parameters<typeof startEchoService>[1] = (asking) => {
  asking.socket.destroy();
  return true;
};

const parseJson = (line: string): unknown => JSON.parse(line);

const asked = () => upload.asked() + access.asked() + portal.asked();

/** An address of a route, with something in place of each part that stands for anything. */
const addressOf = ({ path }: Route) =>
  path.replace('{/*rest}', '/0123456789abcdef').replaceAll(/:\w+/g, (part) => (part === ':width' ? '240' : '7'));

const methodOf = ({ method }: Route) => (method === 'all' ? 'PATCH' : method.toUpperCase());

async function ask(path: string, init: RequestInit = {}): Promise<Echo> {
  const answer = await fetch(proxy.address + path, init);
  if (answer.status !== 200) throw new Error(`${init.method ?? 'GET'} ${path} was answered ${answer.status}`);
  return answer.headers.get('content-type')?.includes('json')
    ? ((await answer.json()) as Echo)
    : { service: await answer.text(), method: '', url: path, headers: {}, bodyBytes: 0 };
}

/** Without the tidying up of addresses that fetch does. */
const statusOf = (path: string) =>
  new Promise<number>((resolve, reject) => {
    const { hostname, port } = new URL(proxy.address);
    get({ hostname, port, path }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).once('error', reject);
  });

import { createServer, type RequestListener } from 'node:http';
import { createServer as createLine, type Socket } from 'node:net';
import { deflateSync, gzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type FetchOptions, fetchGuarded } from './fetch-guarded.ts';
import { isPrivateAddress } from './is-private-address.ts';

const names = vi.hoisted(() => ({ told: [] as string[] }));
// A name that leads somewhere else each time it is asked for.
vi.mock('node:dns', async (original) => ({
  ...(await original<typeof import('node:dns')>()),
  lookup: (_host: string, _options: unknown, answer: (trouble: null, found: unknown) => void) =>
    answer(null, [{ address: names.told.shift() ?? '127.0.0.1', family: 4 }]),
}));

/** This machine has many numbers; one of them stands for the internet. */
const OUTSIDE = '127.0.0.2';

const options = (changes: Partial<FetchOptions> = {}): FetchOptions => ({
  userAgent: 'test',
  isShut: (address) => address !== OUTSIDE && isPrivateAddress(address),
  mostBytes: 10_000,
  timeLimitMs: 60_000,
  signal: new AbortController().signal,
  ...changes,
});

/** Listens at every number of this machine. */
async function serve(answer: RequestListener): Promise<number> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as { port: number }).port;
}

/** Says just this to whoever calls, and nothing more. */
async function serveBytes(said: string): Promise<number> {
  const lines = new Set<Socket>();
  const server = createLine((line) => {
    lines.add(line.on('error', () => undefined));
    line.once('data', () => line.write(said));
  });
  await new Promise<void>((resolve) => server.listen(0, OUTSIDE, resolve));
  onTestFinished(async () => {
    for (const line of lines) line.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as { port: number }).port;
}

const ask = (port: number, changes: Partial<FetchOptions> = {}, host = OUTSIDE) =>
  fetchGuarded(new URL(`http://${host}:${port}/oai`), options(changes));

test.each([
  ['its own number', (port: number) => `http://127.0.0.1:${port}/`],
  ['its own number in one piece', (port: number) => `http://2130706433:${port}/`],
  ['its own number in sixteens', (port: number) => `//0x7f.1:${port}/`],
  ['none', (port: number) => `http://0.0.0.0:${port}/`],
  ['its own number of the next internet', (port: number) => `http://[::1]:${port}/`],
  ['one inside the other', (port: number) => `http://[::ffff:127.0.0.1]:${port}/`],
  ['one of its network', () => 'http://192.168.1.1/'],
  ['what tells secrets in a cloud', () => 'http://169.254.169.254/latest/meta-data/'],
  ['a name that means it', (port: number) => `http://ten.example.vn:${port}/`],
])('a redirect to this machine by %s is not followed', async (_what, to) => {
  const asked: string[] = [];
  const port: number = await serve((request, response) => {
    asked.push(request.url ?? '');
    response.writeHead(302, { location: to(port) }).end();
  });

  await expect(ask(port)).rejects.toMatchObject({ kind: 'invalid', code: 'harvest.private-address' });
  expect(asked).toEqual(['/oai']);
});

test('a redirect to somewhere else on the internet is followed, three times', async () => {
  const port: number = await serve((request, response) => {
    const hops = Number(request.url?.split('=')[1] ?? 0);
    if (hops === 3) response.end('at last');
    else response.writeHead(307, { location: `/oai?hops=${hops + 1}` }).end('not this');
  });

  expect(Buffer.from((await ask(port)).body).toString()).toBe('at last');
});

test('a name that leads elsewhere by the time the line is opened leads nowhere', async () => {
  const asked: (string | undefined)[] = [];
  const port = await serve((request, response) => {
    asked.push(request.socket.localAddress);
    response.end('x');
  });
  // Looked up once, it is what is called; looked up again, it is looked at again.
  names.told = [OUTSIDE, '127.0.0.1'];

  await ask(port, {}, 'ten.example.vn');
  await expect(ask(port, {}, 'ten.example.vn')).rejects.toMatchObject({ code: 'harvest.private-address' });
  expect(asked).toEqual([OUTSIDE]);
});

test.each([
  ['says nothing', ''],
  ['stops in the middle', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n<OAI'],
])('one that %s is left when its time is over', async (_what, said) => {
  const port = await serveBytes(said);

  await expect(ask(port, { timeLimitMs: 100 })).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'harvest.too-slow',
  });
});

test('one that lets its answer drip is left when its time is over, however often it drips', async () => {
  const port = await serve((_request, response) => {
    const drip = setInterval(() => response.write(' '), 5);
    response.on('close', () => clearInterval(drip));
  });

  await expect(ask(port, { timeLimitMs: 200 })).rejects.toMatchObject({ code: 'harvest.too-slow' });
});

test.each([
  ['begins to speak something else', 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'],
  ['speaks no HTTP', '220 mail.example.vn ESMTP\r\n'],
  ['has a head without end', `HTTP/1.1 200 OK\r\n${'X-A: aaaaaaaaaaaaaaaaaaaaaaaa\r\n'.repeat(5_000)}`],
])('one that %s is away', async (_what, said) => {
  await expect(ask(await serveBytes(said))).rejects.toMatchObject({ kind: 'unavailable', code: 'harvest.away' });
});

test('an answer that is small only while it is packed is not unpacked to its end', async () => {
  const packed = gzipSync(Buffer.alloc(50_000_000));
  const port = await serve((_request, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
  });

  await expect(ask(port, { mostBytes: 1_000_000 })).rejects.toMatchObject({ code: 'harvest.too-large' });
});

test('packed answers are unpacked', async () => {
  const port = await serve((request, response) => {
    const isGzip = request.url === '/oai';
    response.writeHead(200, { 'content-encoding': isGzip ? 'gzip' : 'deflate' });
    response.end((isGzip ? gzipSync : deflateSync)('Sách'));
  });

  for (const path of ['oai', 'other']) {
    const { body } = await fetchGuarded(new URL(`http://${OUTSIDE}:${port}/${path}`), options());
    expect(Buffer.from(body).toString()).toBe('Sách');
  }
});

test('who closes the library meanwhile is told so, and not that the repository is slow', async () => {
  const closing = new AbortController();
  const port = await serve(() => closing.abort(new Error('closing')));

  await expect(ask(port, { signal: closing.signal })).rejects.toThrow('closing');
});

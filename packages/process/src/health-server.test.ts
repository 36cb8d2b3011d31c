import { afterEach, expect, test } from 'vitest';
import { openHealthServer } from './health-server.ts';
import type { Listening } from './listen.ts';
import { createMetrics } from './metrics.ts';
import { createReadiness } from './readiness.ts';

let server: Listening | null = null;
afterEach(() => server?.close());

test('a process that waits for its servers lives, and is not ready until they answer', async () => {
  const { get, readiness } = await watched();
  let isAway = true;
  readiness.needs('store', async () => {
    if (isAway) throw new Error('away');
  });
  readiness.started();

  expect(await get('/healthz')).toMatchObject({ status: 200, body: '{"status":"ok"}\n' });
  expect(await get('/readyz')).toMatchObject({ status: 503, body: '{"status":"waiting","checks":{"store":"bug"}}\n' });
  isAway = false;
  expect(await get('/readyz')).toMatchObject({ status: 200, body: '{"status":"ready","checks":{"store":"ok"}}\n' });
});

test('what a process counts is read in the words of Prometheus, and kept nowhere on the way', async () => {
  const { get, metrics } = await watched();
  metrics.failed('store.full');

  const { status, headers, body } = await get('/metrics');

  expect(status).toBe(200);
  expect(headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(body).toContain('diachi_failures_total{code="store.full",process="ocr"} 1');
});

test('nothing else is answered there', async () => {
  const { get } = await watched();

  expect((await get('/')).status).toBe(404);
  expect((await get('/metrics', 'POST')).status).toBe(405);
});

test('an answer that breaks is written down, and the process goes on', async () => {
  const broken: unknown[] = [];
  const { get } = await watched({ text: () => Promise.reject(new Error('oops')), onBroken: (it) => broken.push(it) });

  expect((await get('/metrics')).status).toBe(500);
  expect((await get('/healthz')).status).toBe(200);
  expect(broken).toHaveLength(1);
});

test('a port that is taken says by which setting another is chosen', async () => {
  const { port } = await watched();

  const again = openHealthServer(
    { metrics: createMetrics('ocr'), readiness: createReadiness(), onBroken: () => {} },
    '127.0.0.1',
    port,
  );

  await expect(again).rejects.toMatchObject({ code: 'port.taken', message: expect.stringContaining('HEALTH_PORT=') });
});

async function watched(options: { text?: () => Promise<string>; onBroken?: (thrown: unknown) => void } = {}) {
  const readiness = createReadiness(200);
  const metrics = createMetrics('ocr');
  const { text = metrics.text, onBroken = () => {} } = options;
  server = await openHealthServer({ metrics: { ...metrics, text }, readiness, onBroken }, '127.0.0.1', 0);
  const { port } = server;
  const get = async (path: string, method = 'GET') => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method });
    return { status: response.status, headers: response.headers, body: await response.text() };
  };
  return { get, readiness, metrics, port };
}

import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isFailure } from '@diachi/domain';
import { afterEach, expect, test } from 'vitest';
import { createLibraryClient } from './library-client.ts';

let server: Server;
afterEach(() => server.close());

test('a library says no: the failure arrives with its code and details', async () => {
  const client = await library((_request, response) => {
    response.writeHead(404, { 'content-type': 'application/problem+json' });
    response.end(JSON.stringify({ code: 'document.missing', detail: 'Không có.', details: { id: 'x' } }));
  });

  const thrown = await client.json('/api/documents/x').catch((failure: unknown) => failure);

  expect(isFailure(thrown)).toBe(true);
  expect(thrown).toMatchObject({
    kind: 'missing',
    code: 'document.missing',
    details: { id: 'x' },
    message: 'Không có.',
  });
});

test('an answer in lines that breaks off is a failure, never a short list', async () => {
  const client = await library((_request, response) => {
    response.write('{"file":"a"}\n{"file":"b"}\n');
    setImmediate(() => response.destroy());
  });

  const entries: unknown[] = [];
  const read = async () => {
    for await (const entry of client.lines('/api/ingest', {})) entries.push(entry);
  };

  await expect(read()).rejects.toMatchObject({ code: 'server.broke-off' });
});

test('events are read across any cut, and heartbeats are passed over', async () => {
  const client = await library((_request, response) => {
    for (const part of ['event: docu', 'ment\ndata: {"id":', '"đ"}\n\n: here\n\ndata: 1\n', '\n']) response.write(part);
    response.end();
  });

  const events: unknown[] = [];
  for await (const event of client.events('/events', new AbortController().signal)) events.push(event);

  expect(events).toEqual([
    { event: 'document', value: { id: 'đ' } },
    { event: 'message', value: 1 },
  ]);
});

test('whoever stops listening before the first answer hears nothing, and no failure', async () => {
  const ending = new AbortController();
  const client = await library(() => ending.abort());

  const events: unknown[] = [];
  for await (const event of client.events('/events', ending.signal)) events.push(event);

  expect(events).toEqual([]);
});

test('a library that is gone does not answer', async () => {
  const client = await library(() => {});
  await new Promise((resolve) => server.close(resolve));

  await expect(client.json('/api/status')).rejects.toMatchObject({ kind: 'unavailable', code: 'server.no-answer' });
});

test('a proxy that reaches no service says that nobody answers', async () => {
  const client = await library((_request, response) => response.writeHead(502).end('<h1>Bad Gateway</h1>'));

  await expect(client.json('/api/status')).rejects.toMatchObject({ kind: 'unavailable', code: 'server.no-answer' });
});

test.each([200, 404])('another site at the address (%i) is none of ours', async (status) => {
  const client = await library((_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>');
  });

  await expect(client.json('/api/status')).rejects.toMatchObject({ kind: 'unavailable', code: 'server.not-a-library' });
});

async function library(answer: RequestListener) {
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return createLibraryClient({ address: `http://127.0.0.1:${port}`, token: 'x' }, 'vi');
}

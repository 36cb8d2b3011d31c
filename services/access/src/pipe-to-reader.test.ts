import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { Failure } from '@diachi/domain';
import type { Catalogue } from '@diachi/ports';
import { createWebApp } from '@diachi/web';
import { expect, onTestFinished, test } from 'vitest';
import { contentDisposition } from './content-disposition.ts';
import { pipeToReader } from './send-object.ts';

const away = () => new Failure('unavailable', 'store.unavailable', 'The store does not answer.');

test('a file that cannot be begun is no file: whoever asks is told why, under no name to keep it by', async () => {
  const answer = await asked([], away());

  expect(answer.status).toBe(503);
  expect(answer.headers.get('content-disposition')).toBeNull();
  expect(answer.headers.get('etag')).not.toBe('"a"');
  expect(answer.headers.get('retry-after')).not.toBeNull();
  expect(await answer.json()).toMatchObject({ code: 'store.unavailable' });
});

test('one that breaks off is not taken for a whole one', async () => {
  const answer = await asked(['half'], away());

  expect(answer.status).toBe(200);
  await expect(answer.text()).rejects.toThrow();
});

test.each([
  [[], ''],
  [['one, ', 'two'], 'one, two'],
])('one of %j is sent whole', async (parts, text) => {
  const answer = await asked(parts);

  expect(await answer.text()).toBe(text);
  expect(answer.headers.get('content-disposition')).toContain('.txt');
});

async function* written(parts: readonly string[], fault: Error | null) {
  yield* parts;
  if (fault) throw fault;
}

async function asked(parts: readonly string[], fault: Error | null = null): Promise<Response> {
  const silent = () => undefined;
  const { app } = createWebApp({
    routes: [
      {
        method: 'get',
        path: '/file',
        role: 'reader',
        summary: 'A file',
        handle: async (_request, response) => {
          response.set({ 'Content-Disposition': contentDisposition('Địa chí', 'txt'), ETag: '"a"' });
          await pipeToReader(Readable.from(written(parts, fault)), response);
        },
      },
    ],
    catalogue: {} as Catalogue,
    operatorToken: null,
    log: { debug: silent, warn: silent, error: silent },
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/file`);
}

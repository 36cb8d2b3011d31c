import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseDocumentId } from '@diachi/domain';
import { describe, expect, onTestFinished, test } from 'vitest';
import { sampleDocument } from '../testing/sample.ts';
import { createReadingOverHttp } from './reading-over-http.ts';

const id = parseDocumentId('00000000000000a1');
const away = { kind: 'unavailable', code: 'access.unavailable' };
const foreign = { kind: 'unavailable', code: 'access.bad-answer' };

test('a document comes as it was sent, and the token goes with the question', async () => {
  const document = sampleDocument({ publishedRevision: 2, workRevision: 3 });
  const asked: unknown[] = [];
  const visitor = { role: 'archivist', library: null, csrfToken: 'of nobody else' } as const;
  const reading = await readingFrom(async (request, response) => {
    asked.push(request.method, request.url, request.headers.authorization, JSON.parse(await bodyOf(request)));
    response.setHeader('content-type', 'application/json').end(JSON.stringify(document));
  });

  expect(await reading.documentAlone(id, visitor)).toEqual(document);
  expect(asked).toEqual([
    'POST',
    '/api/reading/documentAlone',
    'Bearer of the library',
    { id, asker: { role: 'archivist', library: null } },
  ]);
});

describe('a service that does not answer', () => {
  test('because nothing is there', async () => {
    const reading = createReadingOverHttp({ address: new URL('http://127.0.0.1:1'), token: 'of the library' });

    await expect(reading.libraries()).rejects.toMatchObject(away);
  });

  test('in time, is not waited for', async () => {
    const reading = await readingFrom(() => undefined, 50);

    await expect(reading.libraries()).rejects.toMatchObject(away);
  });

  test('to its end in time, is not waited for either', async () => {
    const reading = await readingFrom((_request, response) => void response.write('['), 50);

    await expect(reading.libraries()).rejects.toMatchObject(away);
  });

  test('behind a proxy that says so', async () => {
    const reading = await readingFrom((_request, response) => {
      response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad Gateway</h1>');
    });

    await expect(reading.libraries()).rejects.toMatchObject(away);
  });

  test('because it has just closed the line is asked once more, and then no more', async () => {
    let asked = 0;
    const breaking = (times: number): RequestListener => {
      return (request, response) => {
        asked += 1;
        if (asked > times) response.end('[{"code":"tinh","name":"Thư viện tỉnh"}]');
        else request.socket.destroy();
      };
    };

    expect(await (await readingFrom(breaking(1))).libraries()).toHaveLength(1);
    expect(asked).toBe(2);
    asked = 0;
    await expect((await readingFrom(breaking(9))).libraries()).rejects.toMatchObject(away);
    expect(asked).toBe(2);
  });
});

describe('an answer that cannot be the service’s', () => {
  test.each([
    ['no JSON', 200, '<html>'],
    ['something else', 200, '{"status":"ok"}'],
    ['a library without a name', 200, '[{"code":"tinh"}]'],
    ['a library of no such code', 200, '[{"code":"../tinh","name":"x"}]'],
    ['a page that is not there', 404, '<html>'],
    ['a way elsewhere', 302, ''],
    ['a question it does not know', 404, problem('address.missing')],
    ['a token it does not know', 401, problem('access.bad-token')],
    ['a token it does not know, too often', 429, problem('access.too-many-requests')],
    ['arguments it does not take', 400, problem('input.bad-form')],
    ['a failure of no kind', 418, problem('document.missing')],
  ])('is refused: %s', async (_what, status, body) => {
    const reading = await readingFrom((_request, response) => {
      response.writeHead(status, { location: 'http://127.0.0.1:1/', 'content-type': 'application/json' }).end(body);
    });

    await expect(reading.libraries()).rejects.toMatchObject(foreign);
  });

  test('is refused: more than a whole library', { timeout: 60_000 }, async () => {
    const part = Buffer.alloc(2 ** 20, ' ');
    const reading = await readingFrom((_request, response) => {
      const pour = () => {
        while (response.write(part));
        response.once('drain', pour);
      };
      pour();
    });

    await expect(reading.libraries()).rejects.toMatchObject(foreign);
  });
});

test('a bug of the service is no failure that passes', async () => {
  const reading = await readingFrom((_request, response) => {
    response.writeHead(500, { 'content-type': 'application/problem+json' }).end(problem('bug'));
  });

  await expect(reading.libraries()).rejects.toThrow('Another service met a bug');
  await expect(reading.libraries()).rejects.not.toHaveProperty('kind');
});

function problem(code: string): string {
  return JSON.stringify({ type: 'about:blank', title: 'x', status: 400, detail: 'x', code, details: {} });
}

/** Where no limit is given the test's own is met before it: a busy machine takes its time for a large answer. */
async function readingFrom(answer: RequestListener, timeLimitMs = 60_000) {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return createReadingOverHttp({ address, token: 'of the library', timeLimitMs });
}

async function bodyOf(request: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { id, inspection, sampleDocument, workReport } from '../testing/sample.ts';
import { createWorkOverHttp } from './work-over-http.ts';

const longWork = { isRunning: true, done: 3, planned: null, failure: null };

describe('the upload service', () => {
  test('is asked for the work, and what pages do not show is left out', async () => {
    const report = workReport();
    const told = { ...report, totals: { ...report.totals, rebuild: longWork, queue: { waiting: 1, running: 2 } } };
    const { work, asked } = await workFrom(told);

    expect(await work.work()).toEqual({ ...report, totals: { ...report.totals, rebuild: longWork } });
    expect(asked).toEqual(['GET /api/work Bearer of the library']);
  });

  test('is asked for one document', async () => {
    const [line] = workReport().documents;
    const { work, asked } = await workFrom({ ...line, files: ['a.pdf'] });

    expect(await work.workOn(sampleDocument())).toEqual(line);
    expect(asked).toEqual([`GET /api/work/${id} Bearer of the library`]);
  });

  test('is asked whether files are what they were', async () => {
    const last = { ...inspection(), sizeBytes: 12_000_000 };
    const { work } = await workFrom({
      last: { version: 1, originalsLost: 1, ...last },
      state: { ...longWork, problems: 2 },
    });

    expect(await work.verification()).toEqual({ last, state: longWork });
    const standing = { counts: { problems: 2 }, problems: inspection().problems, originalsLost: 1 };
    expect(await (await workFrom({ last, standing, state: null })).work.verification()).toMatchObject({ standing });
    expect(await (await workFrom({ last: null, state: null })).work.verification()).toEqual({
      last: null,
      state: null,
    });
  });

  test('is asked for inspections', async () => {
    const { work } = await workFrom({ last: { version: 1, ...inspection() }, state: { ...longWork, problems: 2 } });

    expect(await work.inspection()).toEqual({ last: inspection(), state: longWork });
    expect(await (await workFrom({ last: null, state: null })).work.inspection()).toEqual({ last: null, state: null });
  });
});

test.each([
  ['no report', []],
  ['a count of nothing', { ...workReport(), totals: { ...workReport().totals, documents: {} } }],
  ['a document of no state', { ...workReport(), documents: [{ ...workReport().documents[0], state: 'lost' }] }],
  ['a time that is none', { ...workReport(), documents: [{ ...workReport().documents[0], receivedAt: 'now' }] }],
])('%s is refused', async (_what, answer) => {
  const { work } = await workFrom(answer);

  await expect(work.work()).rejects.toMatchObject({ kind: 'unavailable', code: 'upload.bad-answer' });
});

test('while it is away, that is said', async () => {
  const work = createWorkOverHttp({ address: new URL('http://127.0.0.1:1'), token: 'x' });

  for (const asked of [work.work(), work.workOn(sampleDocument()), work.inspection()]) {
    await expect(asked).rejects.toMatchObject({ kind: 'unavailable', code: 'upload.unavailable' });
  }
});

/** What is asked of a service that has this one answer. */
async function workFrom(answer: unknown) {
  const asked: string[] = [];
  const listener: RequestListener = (request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const address = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  return { work: createWorkOverHttp({ address, token: 'of the library' }), asked };
}

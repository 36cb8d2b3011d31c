import { Failure, parseDocumentId } from '@diachi/domain';
import { buildPdfJob, ocrPageJob } from '@diachi/jobs';
import { handle, type JobHandler } from '@diachi/ports';
import { createMetrics } from '@diachi/process';
import { expect, test } from 'vitest';
import { measured } from './measured.ts';

const revision = { documentId: parseDocumentId('00000000000000a1'), number: 2 };
const page = { revision, page: 3 };
const delivery = { attempt: 2, signal: new AbortController().signal };

test('a step that is done is counted, timed, and told with what it was about', async () => {
  const { run, metrics, lines } = measuring(handle(ocrPageJob, async () => undefined));

  await run(page, delivery);

  expect(await metrics.text()).toContain('diachi_steps_total{job="ocr-page",outcome="done",process="ocr"} 1');
  expect(await metrics.text()).toContain('diachi_pages_total{job="ocr-page",process="ocr"} 1');
  expect(await metrics.text()).toContain('diachi_step_seconds_count{process="ocr",job="ocr-page"} 1');
  expect(lines).toEqual([
    [
      'info',
      { job: 'ocr-page', document: '00000000000000a1', revision: 2, page: 3, attempt: 2, ms: expect.any(Number) },
    ],
  ]);
});

test('a step over a whole book counts its pages', async () => {
  const { run, metrics } = measuring(handle(buildPdfJob, async () => undefined));

  await run({ revision, pageCount: 240 }, delivery);

  expect(await metrics.text()).toContain('diachi_pages_total{job="build-pdf",process="ocr"} 240');
});

test('a failure is counted by its code, told, and goes on as it is', async () => {
  const failure = new Failure('unavailable', 'store.unavailable', 'Away.');
  const { run, metrics, lines } = measuring(handle(ocrPageJob, () => Promise.reject(failure)));

  await expect(run(page, delivery)).rejects.toBe(failure);

  expect(await metrics.text()).toContain('diachi_steps_total{job="ocr-page",outcome="failed",process="ocr"} 1');
  expect(await metrics.text()).toContain('diachi_failures_total{code="store.unavailable",process="ocr"} 1');
  expect(lines).toMatchObject([['warn', { page: 3, code: 'store.unavailable', err: failure }]]);
});

test('a bug is told as one', async () => {
  const { run, metrics, lines } = measuring(handle(ocrPageJob, () => Promise.reject(new TypeError('oops'))));

  await expect(run(page, delivery)).rejects.toThrow('oops');

  expect(await metrics.text()).toContain('diachi_failures_total{code="bug",process="ocr"} 1');
  expect(lines).toMatchObject([['error', { code: 'bug' }]]);
});

test('a step that was stopped with its process is handed back, and is no failure', async () => {
  const ending = new AbortController();
  const { run, metrics, lines } = measuring(
    handle(ocrPageJob, async (_work, { signal }) => {
      ending.abort();
      signal.throwIfAborted();
    }),
  );

  await expect(run(page, { attempt: 1, signal: ending.signal })).rejects.toThrow();

  expect(await metrics.text()).toContain('diachi_steps_total{job="ocr-page",outcome="handed-back",process="ocr"} 1');
  expect(await metrics.text()).not.toContain('diachi_failures_total{');
  expect(lines).toMatchObject([['info', { page: 3 }]]);
});

test.each([null, 'text', 7, { revision: null }, { revision: { documentId: 7 }, page: 'iv' }, []])(
  'what cannot be work (%j) is told as far as it goes, and refused by the step',
  async (payload) => {
    const { run, lines } = measuring(handle(ocrPageJob, async () => undefined));

    await expect(run(payload, delivery)).rejects.toMatchObject({ kind: 'invalid' });

    expect(lines).toMatchObject([['warn', { job: 'ocr-page', attempt: 2 }]]);
  },
);

function measuring(handler: JobHandler) {
  const metrics = createMetrics('ocr');
  const lines: [string, unknown][] = [];
  const level = (name: string) => (fields: unknown) => void lines.push([name, fields]);
  const log = { debug: () => {}, info: level('info'), warn: level('warn'), error: level('error') };
  const [one] = measured([handler], { metrics, log });
  if (!one) throw new Error('One handler makes one.');
  return { run: one.run, metrics, lines };
}

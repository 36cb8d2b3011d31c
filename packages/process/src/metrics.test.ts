import { expect, test } from 'vitest';
import { createMetrics } from './metrics.ts';
import { readSamples } from './testing/read-samples.ts';

test('steps are counted by job and outcome, and timed when they were done', async () => {
  const metrics = createMetrics('ocr');

  metrics.stepEnded({ job: 'ocr-page', outcome: 'done', seconds: 2, pages: 1 });
  metrics.stepEnded({ job: 'ocr-page', outcome: 'done', seconds: 4, pages: 1 });
  metrics.stepEnded({ job: 'ocr-page', outcome: 'failed', seconds: 9, pages: 1 });
  metrics.stepEnded({ job: 'ocr-page', outcome: 'handed-back', seconds: 9, pages: 1 });
  metrics.failed('ocr.crashed');

  const sample = readSamples(await metrics.text());
  const labels = { process: 'ocr', job: 'ocr-page' };
  expect(sample('diachi_steps_total', { ...labels, outcome: 'done' })).toBe(2);
  expect(sample('diachi_steps_total', { ...labels, outcome: 'failed' })).toBe(1);
  expect(sample('diachi_steps_total', { ...labels, outcome: 'handed-back' })).toBe(1);
  expect(sample('diachi_step_seconds_sum', labels)).toBe(6);
  expect(sample('diachi_step_seconds_bucket', { ...labels, le: '2.5' })).toBe(1);
  expect(sample('diachi_failures_total', { process: 'ocr', code: 'ocr.crashed' })).toBe(1);
});

test('pages are counted where a step was done for them, be it one or a whole book', async () => {
  const metrics = createMetrics('pdf');

  metrics.stepEnded({ job: 'build-pdf', outcome: 'done', seconds: 1, pages: 200 });
  metrics.stepEnded({ job: 'build-pdf', outcome: 'failed', seconds: 1, pages: 300 });

  expect(readSamples(await metrics.text())('diachi_pages_total', { job: 'build-pdf' })).toBe(200);
});

test('answers are timed by route, and never by address', async () => {
  const metrics = createMetrics('access');

  metrics.answered({ route: '/api/documents/:id', method: 'GET', status: 200, seconds: 0.02 });

  const labels = { route: '/api/documents/:id', method: 'GET', status: '200' };
  expect(readSamples(await metrics.text())('diachi_http_seconds_count', labels)).toBe(1);
});

test('a queue is asked at each reading, once for all that it tells', async () => {
  const metrics = createMetrics('upload');
  let asked = 0;
  metrics.watchQueue({
    depths: async () => [{ job: 'ocr-page', waiting: 7 + asked++, blocked: 4, running: 2 }],
    isPaused: async () => asked > 1,
  });

  const before = readSamples(await metrics.text());
  const after = readSamples(await metrics.text());

  expect(before('diachi_queue_paused', {})).toBe(0);
  expect(after('diachi_queue_steps', { job: 'ocr-page', state: 'waiting' })).toBe(8);
  expect(after('diachi_queue_steps', { job: 'ocr-page', state: 'blocked' })).toBe(4);
  expect(after('diachi_queue_steps', { job: 'ocr-page', state: 'running' })).toBe(2);
  expect(after('diachi_queue_answers', {})).toBe(1);
  expect(after('diachi_queue_paused', {})).toBe(1);
});

test('a queue that is away shows as away, and never with numbers of before', async () => {
  const metrics = createMetrics('upload');
  let isAway = false;
  metrics.watchQueue({
    depths: async () => {
      if (isAway) throw new Error('away');
      return [{ job: 'ocr-page', waiting: 7, blocked: 0, running: 0 }];
    },
    isPaused: async () => true,
  });
  await metrics.text();

  isAway = true;
  const sample = readSamples(await metrics.text());

  expect(sample('diachi_queue_answers', {})).toBe(0);
  expect(sample('diachi_queue_steps', { job: 'ocr-page', state: 'waiting' })).toBeNull();
  expect(sample('diachi_queue_paused', {})).toBeNull();
});

test('documents are counted by state, and those that cannot be found yet', async () => {
  const metrics = createMetrics('upload');
  metrics.watchCatalogue({ countByState: async () => documents(12), countIndexed: async () => 9 });

  const sample = readSamples(await metrics.text());

  expect(sample('diachi_catalogue_answers', {})).toBe(1);
  expect(sample('diachi_documents', { state: 'published' })).toBe(12);
  expect(sample('diachi_documents', { state: 'reading' })).toBe(2);
  expect(sample('diachi_not_indexed', {})).toBe(3);
});

test('a document indexed between two counts is none too many', async () => {
  const metrics = createMetrics('upload');
  metrics.watchCatalogue({ countByState: async () => documents(12), countIndexed: async () => 13 });

  expect(readSamples(await metrics.text())('diachi_not_indexed', {})).toBe(0);
});

test('a catalogue that is away shows as away, and everything else is told', async () => {
  const metrics = createMetrics('upload');
  metrics.watchCatalogue({
    countByState: () => Promise.reject(new Error('away')),
    countIndexed: () => Promise.reject(new Error('away')),
  });
  metrics.watchQueue({ depths: async () => [], isPaused: async () => false });

  const sample = readSamples(await metrics.text());

  expect(sample('diachi_catalogue_answers', {})).toBe(0);
  expect(sample('diachi_documents', { state: 'published' })).toBeNull();
  expect(sample('diachi_not_indexed', {})).toBeNull();
  expect(sample('diachi_queue_answers', {})).toBe(1);
});

test('a process says whether it is the steward, as it is at each reading', async () => {
  const metrics = createMetrics('upload');
  let isSteward = false;
  metrics.watchSteward(() => isSteward);

  expect(readSamples(await metrics.text())('diachi_steward', { process: 'upload' })).toBe(0);
  isSteward = true;
  expect(readSamples(await metrics.text())('diachi_steward', { process: 'upload' })).toBe(1);
});

test('lost originals are told as soon as they are found, and when files were compared once a round has ended', async () => {
  const metrics = createMetrics('upload');
  let last: { endedAt: string } | null = null;
  let originalsLost = 0;
  metrics.watchVerification(async () => ({ last, standing: { originalsLost } }));

  expect(readSamples(await metrics.text())('diachi_originals_lost', {})).toBe(0);
  originalsLost = 2;
  expect(readSamples(await metrics.text())('diachi_originals_lost', {})).toBe(2);
  expect(readSamples(await metrics.text())('diachi_verified_timestamp_seconds', {})).toBeNull();
  last = { endedAt: '2026-11-23T00:00:00.000Z' };
  const sample = readSamples(await metrics.text());
  expect(sample('diachi_originals_lost', {})).toBe(2);
  expect(sample('diachi_verified_timestamp_seconds', {})).toBe(1_795_392_000);
});

test('memory, processor and event loop of the process are told, and two processes in one do not mix', async () => {
  const one = createMetrics('one');
  const other = createMetrics('other');
  one.failed('bug');

  const sample = readSamples(await one.text());
  expect(sample('process_resident_memory_bytes', { process: 'one' })).toBeGreaterThan(1e6);
  expect(sample('process_cpu_seconds_total', { process: 'one' })).toBeGreaterThan(0);
  expect(sample('nodejs_eventloop_lag_seconds', { process: 'one' })).not.toBeNull();
  expect(readSamples(await other.text())('diachi_failures_total', { code: 'bug' })).toBeNull();
});

const documents = (published: number) => ({ received: 1, reading: 2, published, failed: 0, refused: 0 });

import type { Request, Response } from 'express';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWorkStreams, type StreamTools, type WorkStreams } from './work-events.ts';
import type { WorkReport } from './work-report.ts';

const silent = () => undefined;
const MINUTE_MS = 60_000;
let streams: WorkStreams;

beforeEach(() => {
  vi.useFakeTimers();
  const state = async () => null;
  const tools = {
    board: { follow: () => silent },
    log: { debug: silent, warn: silent, error: silent },
    rebuild: { state },
    inspection: { state },
    others: async () => [],
  } as unknown as StreamTools;
  streams = createWorkStreams(tools, async () => ({ documents: [] }) as unknown as WorkReport);
});
afterEach(() => {
  streams.close();
  vi.useRealTimers();
});

test('a stream ends after five minutes, so that whoever listens is known anew, and not before', async () => {
  const { written } = await opened('archivist');
  await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);
  expect(written).toEqual(['headers', expect.stringContaining('event: snapshot'), ...Array(15).fill(': here\n\n')]);

  await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);

  expect(written.slice(17)).toEqual(['end']);
});

test('a command of the operator listens as long as it runs', async () => {
  const { written } = await opened('operator');

  await vi.advanceTimersByTimeAsync(60 * MINUTE_MS);

  expect(written.at(-1)).toBe(': here\n\n');
  expect(written).not.toContain('end');
});

test('who asks for the headers alone is not kept waiting for an end that never comes', async () => {
  const { written } = await opened('archivist', 'HEAD');

  await vi.advanceTimersByTimeAsync(MINUTE_MS);

  expect(written).toEqual(['end']);
});

async function opened(role: 'archivist' | 'operator', method = 'GET') {
  const written: string[] = [];
  const response = {
    destroyed: false,
    writableLength: 0,
    once: () => response,
    set: () => response,
    flushHeaders: () => void written.push('headers'),
    write: (text: string) => void written.push(text),
    end: (text = 'end') => void written.push(text),
  };
  await streams.open({ method } as Request, response as unknown as Response, { role });
  return { written };
}

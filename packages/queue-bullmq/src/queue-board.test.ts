import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Failure } from '@diachi/domain';
import { handle } from '@diachi/ports';
import { describe, expect, onTestFinished, test } from 'vitest';
import { hasRedis, startRedis } from '../../../test/servers/index.ts';
import { createQueueBoard } from './queue-board.ts';
import { openQueue } from './testing/open-queue.ts';
import { pageOf, readJob, sampleJobs } from './testing/sample-jobs.ts';

const RULES = "default-src 'self';base-uri 'none';form-action 'self'";

describe.skipIf(!hasRedis())('the queue page', () => {
  test('its page names nothing outside, and nothing runs or styles inline', async () => {
    const { ask } = await openBoard();

    for (const path of ['/queues', '/queues/', '/queues/queue/read', '/queues/queue/read/read_a_1']) {
      const page = await ask(path);

      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(page.text).toContain('<base href="/queues/" />');
      expect(page.text).not.toMatch(/https?:|<style| style=|<script>|<%/);
      expect(page.headers.get('content-security-policy')).toBe(RULES.replace("'none'", "'self'"));
    }
  });

  test('its scripts and styles come from here, under the rules of every other address', async () => {
    const { ask } = await openBoard();
    const { text } = await ask('/queues');
    const parts = [...text.matchAll(/(?:src|href)="(static\/[^"]+\.(?:js|css))"/g)].map(([, part]) => part);

    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) {
      const answer = await ask(`/queues/${part}`);
      expect([part, answer.status]).toEqual([part, 200]);
      expect(answer.headers.get('content-security-policy')).toBe(RULES);
    }
  });

  test('it shows why a step failed', async () => {
    const { ask, redisUrl } = await openBoard();
    const { queue, events } = await openQueue({ redisUrl, prefix: 'test' });
    const refuse = () => Promise.reject(new Failure('invalid', 'page.torn', 'The page is torn.'));
    queue.work([handle(readJob, refuse)], { concurrency: 1 });
    await queue.add(pageOf('a', 1));
    await events.until('failed', 'read_a_1');

    const { text } = await ask('/queues/api/queues?activeQueue=read&status=failed');

    const listed = JSON.parse(text).queues.find(({ name }: { name: string }) => name === 'read');
    expect(listed).toMatchObject({ readOnlyMode: true, counts: { failed: 1 } });
    expect(listed.jobs[0]).toMatchObject({ id: 'read_a_1', failedReason: 'page.torn: The page is torn.' });
  });

  test('it is only to look at', async () => {
    const { ask, redisUrl } = await openBoard();
    const { queue } = await openQueue({ redisUrl, prefix: 'test' });
    await queue.add(pageOf('a', 1));

    for (const path of ['pause', 'empty', 'obliterate', 'clean/wait', 'read_a_1/promote', 'read_a_1/clean']) {
      expect((await ask(`/queues/api/queues/read/${path}`, 'PUT')).status).toBe(405);
      expect((await ask(`/queues/api/queues/read/${path}`, 'POST')).status).toBe(405);
    }
    expect((await ask('/queues/nothing')).status).toBe(404);
    expect((await ask('/queues/static/../../package.json')).status).toBe(404);
    expect(await queue.depth()).toEqual({ waiting: 1, running: 0 });
    expect(await queue.isPaused()).toBe(false);
  });

  test('it is not opened where nobody answers', async () => {
    const redis = await startRedis();
    await redis.stop();

    await expect(createQueueBoard({ redisUrl: redis.url, prefix: 'test', basePath: '/queues' })).rejects.toMatchObject({
      code: 'queue.unavailable',
    });
  });
});

async function openBoard() {
  const redis = await startRedis();
  onTestFinished(redis.stop);
  const board = await createQueueBoard({
    redisUrl: redis.url,
    prefix: 'test',
    jobs: sampleJobs,
    basePath: '/queues',
  });
  onTestFinished(board.close);
  const server = createServer((request, response) => {
    response.setHeader('Content-Security-Policy', RULES);
    board.handle(request, response);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const ask = async (path: string, method = 'GET') => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  return { ask, redisUrl: redis.url };
}

import { Failure } from '@diachi/domain';
import { expect, test } from 'vitest';
import { createReadiness } from './readiness.ts';

const answers = async () => undefined;
const away = async () => {
  throw new Failure('unavailable', 'queue.unavailable', 'The queue cannot be reached.');
};

test('a process is ready when it has started and every server it needs answers', async () => {
  const readiness = createReadiness();
  readiness.needs('catalogue', answers);

  expect(await readiness.report()).toEqual({ status: 'starting', checks: { catalogue: 'ok' } });
  readiness.started();
  expect(await readiness.report()).toEqual({ status: 'ready', checks: { catalogue: 'ok' } });
});

test('a server that is away is told by the code of its failure', async () => {
  const readiness = createReadiness();
  readiness.needs('catalogue', answers);
  readiness.needs('queue', away);
  readiness.started();

  expect(await readiness.report()).toEqual({
    status: 'waiting',
    checks: { catalogue: 'ok', queue: 'queue.unavailable' },
  });
});

test('a server that says nothing is not waited for longer than the time given', async () => {
  const readiness = createReadiness(5);
  readiness.needs('store', () => new Promise(() => undefined));
  readiness.started();

  expect(await readiness.report()).toEqual({ status: 'waiting', checks: { store: 'no-answer' } });
});

test('what a process can do without is told, and does not take it out of use', async () => {
  const readiness = createReadiness();
  readiness.needs('catalogue', answers);
  readiness.wants('index', away);
  readiness.started();

  expect(await readiness.report()).toEqual({
    status: 'ready',
    checks: { catalogue: 'ok', index: 'queue.unavailable' },
  });
});

test('a process that was asked to stop is not ready, whatever answers it', async () => {
  const readiness = createReadiness();
  readiness.needs('catalogue', answers);
  readiness.started();

  readiness.stopping();
  readiness.started();

  expect(await readiness.report()).toMatchObject({ status: 'stopping' });
});

test('a server that has not been opened yet has not answered', async () => {
  const readiness = createReadiness();
  readiness.needs('catalogue');

  expect(await readiness.report()).toEqual({ status: 'starting', checks: { catalogue: 'no-answer' } });
});

test('however many ask at once, each server is asked once', async () => {
  const readiness = createReadiness();
  let asked = 0;
  readiness.needs('catalogue', async () => {
    asked += 1;
  });

  await Promise.all([readiness.report(), readiness.report(), readiness.report()]);

  expect(asked).toBe(1);
});

import { Failure } from '@diachi/domain';
import { expect, test } from 'vitest';
import { untilInTime } from './until-in-time.ts';

const away = new Failure('unavailable', 'search.unavailable', 'It is away.');
const wrong = new Failure('invalid', 'store.bad-settings', 'No.');

test('a server that answers is asked however late it is, and its fault is told as it is', async () => {
  const late = AbortSignal.abort(new Error('time is over'));

  expect(
    await untilInTime(
      'index',
      async () => 'made',
      late,
      () => {},
    ),
  ).toBe('made');
  await expect(
    untilInTime(
      'index',
      () => Promise.reject(away),
      late,
      () => {},
    ),
  ).rejects.toBe(away);
});

test('a server that answers only when time is over is waited for', async () => {
  const time = new AbortController();
  const slow = async () => {
    time.abort(new Error('time is over'));
    return 'made';
  };

  expect(await untilInTime('index', slow, time.signal, () => {})).toBe('made');
});

test('when time is over, what the server said last is the failure, and it was said each time', async () => {
  const time = new AbortController();
  const said: string[] = [];
  let tries = 0;
  const work = async () => {
    tries += 1;
    if (tries === 2) time.abort(new Error('time is over'));
    throw tries === 2 ? away : new Failure('unavailable', 'queue.unavailable', 'It starts.');
  };

  await expect(untilInTime('index', work, time.signal, (line) => said.push(line))).rejects.toBe(away);

  expect(said).toEqual([
    'index: waiting (queue.unavailable: It starts.)',
    'index: waiting (search.unavailable: It is away.)',
  ]);
});

test('what waiting cannot mend is told at once', async () => {
  const time = new AbortController();

  await expect(
    untilInTime(
      'store',
      () => Promise.reject(wrong),
      time.signal,
      () => {},
    ),
  ).rejects.toBe(wrong);
});

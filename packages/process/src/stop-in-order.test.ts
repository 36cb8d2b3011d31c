import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type StopOptions, stopInOrder } from './stop-in-order.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('one Ctrl-C, told by terminal and launcher both, ends the work in order once', async () => {
  const { process, stop } = working({ stop: vi.fn(async () => {}) });

  process.emit('SIGINT');
  process.emit('SIGINT');
  await vi.runAllTimersAsync();

  expect(stop).toHaveBeenCalledTimes(1);
  expect(process.exit.mock.calls).toEqual([[0]]);
});

test('a second Ctrl-C ends it at once', () => {
  const { process } = working({ stop: () => new Promise<void>(() => {}) });

  process.emit('SIGINT');
  vi.advanceTimersByTime(1_500);
  process.emit('SIGINT');

  expect(process.exit.mock.calls).toEqual([[130]]);
});

test('work that does not end is left after the time limit', () => {
  const { process, onTrouble } = working({ stop: () => new Promise<void>(() => {}) });

  process.emit('SIGTERM');
  vi.advanceTimersByTime(10_000);

  expect(onTrouble).toHaveBeenCalledWith(null);
  expect(process.exit.mock.calls).toEqual([[1]]);
});

test('a fault on the way out is told and shows in the exit code', async () => {
  const { process, onTrouble } = working({
    stop: async () => {
      throw new Error('the catalogue would not close');
    },
  });

  process.emit('disconnect');
  await vi.runAllTimersAsync();

  expect(onTrouble).toHaveBeenCalledOnce();
  expect(process.exit.mock.calls).toEqual([[1]]);
});

function working({ stop }: Pick<StopOptions, 'stop'>) {
  const process = Object.assign(new EventEmitter(), { exit: vi.fn<(code: number) => void>() });
  const onTrouble = vi.fn<(thrown: unknown) => void>();
  stopInOrder(process, { stop, onAsked: () => {}, onTrouble, limitMs: 10_000 });
  return { process, stop, onTrouble };
}

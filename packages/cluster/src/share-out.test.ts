import { makeThumbnailsJob, ocrPageJob } from '@diachi/jobs';
import { handle } from '@diachi/ports';
import { expect, test } from 'vitest';
import { shareOut } from './share-out.ts';

const page = { revision: { documentId: '00000000000000a1', number: 1 }, page: 0 };
const delivery = { attempt: 1, signal: new AbortController().signal };

test('steps done at once are done by different workers', async () => {
  const { handlers, begun, finish } = crew(2);

  const both = Promise.all([handlers[0]?.run(page, delivery), handlers[1]?.run(page, delivery)]);
  await begun(2);
  finish();
  finish();
  await both;

  expect(begun.by.toSorted()).toEqual([0, 1]);
});

test('a step waits for a worker that is free, and a broken one frees its worker', async () => {
  const { handlers, begun, finish } = crew(1);

  const first = handlers[0]?.run(page, delivery);
  const second = handlers[1]?.run(page, delivery);
  await begun(1);
  finish(new Error('broke'));
  await expect(first).rejects.toThrow('broke');
  await begun(2);
  finish();
  await second;

  expect(begun.by).toEqual([0, 0]);
});

test('a step that was called off while it waited is not begun', async () => {
  const { handlers, begun, finish } = crew(1);
  const calledOff = new AbortController();

  const first = handlers[0]?.run(page, delivery);
  const second = handlers[0]?.run(page, { attempt: 1, signal: calledOff.signal });
  await begun(1);
  calledOff.abort(new Error('called off'));
  finish();
  await first;

  await expect(second).rejects.toThrow('called off');
  expect(begun.by).toEqual([0]);
});

test('nobody at all cannot share anything', () => {
  expect(() => shareOut([])).toThrow();
});

/** So many workers, each of which ends its step when it is told to, the first begun first. */
function crew(count: number) {
  const by: number[] = [];
  const ends: ((fault?: Error) => void)[] = [];
  let told = () => {};
  const does = (worker: number) => () =>
    new Promise<void>((resolve, reject) => {
      by.push(worker);
      ends.push((fault) => (fault ? reject(fault) : resolve()));
      told();
    });
  const workers = Array.from({ length: count }, (_, worker) => ({
    handlers: [handle(ocrPageJob, does(worker)), handle(makeThumbnailsJob, does(worker))],
    close: async () => undefined,
  }));
  const begun = async (wanted: number) => {
    while (by.length < wanted) {
      await new Promise<void>((resolve) => {
        told = resolve;
      });
    }
  };
  return {
    handlers: shareOut(workers),
    begun: Object.assign(begun, { by }),
    finish: (fault?: Error) => ends.shift()?.(fault),
  };
}

import type { Job, Step } from '@diachi/jobs';
import { handle } from '@diachi/ports';
import { expect, test } from 'vitest';
import { createLocalQueue } from './local-queue.ts';

test('twenty thousand pages are worked off', async () => {
  const queue = createLocalQueue({ jobs: [page, book] });
  let read = 0;
  queue.work(
    [
      handle(page, async () => {
        read++;
      }),
      handle(book, async () => {}),
    ],
    { concurrency: 2 },
  );
  const done = new Promise<void>((resolve) =>
    queue.follow((event) => event.job === 'book' && event.kind === 'done' && resolve()),
  );
  const pages = Array.from(
    { length: 20_000 },
    (_, number): Step => ({ job: 'page', id: `page_${number}`, payload: 'a', after: [] }),
  );

  await queue.add({ job: 'book', id: 'book_a', payload: 'a', after: pages });
  await done;

  expect(read).toBe(20_000);
  expect(await queue.depth()).toEqual({ waiting: 0, running: 0 });
});

const job = (name: string): Job<unknown> => ({
  name,
  parse: (raw) => raw,
  id: () => name,
  group: (raw) => String(raw),
  attempts: 3,
  backoffMs: 1,
  priority: 1,
});
const page = job('page');
const book = job('book');

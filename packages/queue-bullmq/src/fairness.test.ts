import { randomUUID } from 'node:crypto';
import { handle, type JobHandler } from '@diachi/ports';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { hasRedis, type RedisServer, startRedis } from '../../../test/servers/index.ts';
import { openQueue } from './testing/open-queue.ts';
import { bindJob, bookOf, pageOf, readJob, shrinkJob } from './testing/sample-jobs.ts';

const HANDS = 4;

describe.skipIf(!hasRedis())('a large book and small uploads', () => {
  let redis: RedisServer;
  let prefix = '';
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  beforeEach(() => {
    prefix = `test-${randomUUID()}`;
  });
  const open = () => openQueue({ redisUrl: redis.url, prefix });

  test('ten letters sent while a book of 2,000 pages is read are done long before it, each page after at most one of every other', async () => {
    const { queue, events } = await open();
    await queue.add(bookOf('book', 2_000));
    queue.work(reading(), { concurrency: HANDS });
    await events.until('done', 'read_book_100');

    const from = events.all.length;
    const letters = Array.from({ length: 10 }, (_, number) => `letter${number}`);
    await Promise.all(letters.map((letter) => queue.add(bookOf(letter, 3))));
    await Promise.all(letters.map((letter) => events.until('done', `bind_${letter}_0`)));

    const read = events.all.slice(from).filter((event) => event.kind === 'started' && event.job === 'read');
    const lastOfLetters = read.findLastIndex((event) => event.id.includes('letter'));
    const ofBook = read.slice(0, lastOfLetters).filter((event) => event.id.includes('book'));
    // Three rounds of eleven groups; what was started while they were being added comes on top.
    expect(ofBook.length).toBeLessThan(100);
    expect(events.ids('done')).not.toContain('bind_book_0');
    await queue.drop('book');
  });

  test('a book goes on while one letter after the other arrives', async () => {
    const { queue, events } = await open();
    await queue.pause();
    await queue.add(bookOf('book', 100));
    let sent = 0;
    const sendNext = () => queue.add(bookOf(`letter${sent++}`, 1));
    // Twenty letters always wait: each that is read is followed by the next.
    for (let waiting = 0; waiting < 20; waiting++) await sendNext();
    const stop = queue.follow((event) => {
      if (event.kind === 'done' && event.id.startsWith('read_letter')) void sendNext();
    });
    queue.work(reading(), { concurrency: HANDS });

    await queue.resume();
    await events.until('done', 'read_book_9');
    stop();

    const read = events.all.filter((event) => event.kind === 'started' && event.job === 'read');
    const ofLetters = read.filter((event) => event.id.startsWith('read_letter')).length;
    // A page of the book for every round of some twenty letters, not one at the end of them all.
    expect(ofLetters).toBeGreaterThan(50);
    expect(ofLetters).toBeLessThan(10 * 45);
  });

  test('an urgent letter is read at once, whatever waits', async () => {
    const { queue, events } = await open();
    await queue.add(bookOf('book', 500));
    queue.work(reading(), { concurrency: HANDS });
    await events.until('done', 'read_book_20');

    const from = events.all.length;
    await queue.add(bookOf('letter', 1), { isUrgent: true });
    const added = events.all.length;
    await events.until('done', 'bind_letter_0');

    const between = events.all.slice(added).findIndex((event) => event.id === 'read_letter_0');
    expect(between).toBeLessThan(50);
    expect(events.all.slice(from).map((event) => event.id)).not.toContain('bind_book_0');
    await queue.drop('book');
  });

  test('a book that was dropped and is taken again does not pay for the pages it did not read', async () => {
    const { queue, events } = await open();
    await queue.pause();
    await queue.add(bookOf('book', 300));
    await queue.add(bookOf('other', 20));
    await queue.drop('book');
    await queue.add(bookOf('book', 20));

    queue.work(reading(), { concurrency: 1 });
    await queue.resume();
    await events.until('started', 'read_book_0');

    expect(events.ids('started').filter((id) => id.startsWith('read_other')).length).toBeLessThanOrEqual(2);
  });

  test('groups take turns beyond BullMQ’s own limit of priorities, and the pages of one keep their order', async () => {
    const { queue, events } = await open();
    const inside = new Redis(redis.url);
    onTestFinished(() => inside.disconnect());
    await queue.pause();
    await queue.add(pageOf('first', 0));
    await inside.hset(`${prefix}::fair:read`, 'others', 5_000_000);

    for (const book of ['a', 'b']) for (let page = 0; page < 50; page++) await queue.add(pageOf(book, page));
    queue.work(reading(), { concurrency: 1 });
    await queue.resume();
    await events.until('done', 'read_b_49');

    const started = events.ids('started').slice(1);
    const turns = started.map((id) => Number(id.split('_')[2]));
    expect(turns).toEqual(Array.from({ length: 50 }, (_, page) => [page, page]).flat());
  });

  test('when nothing waits any more, counting begins anew', async () => {
    const { queue, events } = await open();
    const inside = new Redis(redis.url);
    onTestFinished(() => inside.disconnect());
    queue.work(reading(), { concurrency: 1 });
    await queue.add(bookOf('a', 5));
    await events.until('done', 'bind_a_0');
    expect(await inside.hget(`${prefix}::fair:read`, 'others')).toBe('5');

    await queue.pause();
    await queue.add(pageOf('b', 1));

    expect(await inside.hget(`${prefix}::fair:read`, 'others')).toBeNull();
    expect(await inside.zrange(`${prefix}::fair:read:others`, '0', '-1', 'WITHSCORES')).toEqual(['b', '1']);
  });
});

const reading = (): readonly JobHandler[] => [readJob, shrinkJob, bindJob].map((job) => handle(job, async () => {}));

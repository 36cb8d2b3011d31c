import { MessageChannel } from 'node:worker_threads';
import { Failure, isFailure } from '@diachi/domain';
import { afterEach, expect, test } from 'vitest';
import { answerCalls, callRemote } from './remote-calls.ts';

let channel: MessageChannel;
afterEach(() => channel.port1.close());

test('a call from another thread is answered with what the method gives', async () => {
  const { desk } = connected();

  expect(await Promise.all([desk.shelfOf('a'), desk.shelfOf('b')])).toEqual(['shelf of a', 'shelf of b']);
});

test('a failure on the other side arrives as the same failure', async () => {
  const { desk } = connected();

  const thrown = await desk.lend('c').catch((failure: unknown) => failure);

  expect(isFailure(thrown)).toBe(true);
  expect(thrown).toMatchObject({ kind: 'conflict', code: 'book.lent', details: { to: 'Lan' } });
});

test('a method that is not listed cannot be called', async () => {
  const { desk, burn } = connected();

  await expect(burn()).rejects.toThrow('burn cannot be called');
  expect(await desk.shelfOf('a')).toBe('shelf of a');
});

function connected() {
  const target = {
    shelfOf: async (book: string) => `shelf of ${book}`,
    lend: async (_book: string) => {
      throw new Failure('conflict', 'book.lent', 'The book is lent.', { details: { to: 'Lan' } });
    },
    burn: async () => 'burnt',
  };
  channel = new MessageChannel();
  answerCalls(channel.port1, target, ['shelfOf', 'lend']);
  const desk = callRemote<typeof target, 'shelfOf' | 'lend' | 'burn'>(channel.port2, ['shelfOf', 'lend', 'burn']);
  return { desk, burn: desk.burn };
}

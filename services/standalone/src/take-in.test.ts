import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import type { LibraryClient } from './library-client.ts';
import { takeIn } from './take-in.ts';
import { createTerminal } from './terminal.ts';

test('files are told as they were named, in the order of the command line and of their folders', async () => {
  const answers = ['box/10.jpg', 'box/2.jpg', 'box 2/1.jpg', 'a.jpg', 'box/1/3.jpg'].map((file) => taken(file));

  const { entries } = await takenIn(['box 2', './a.jpg', 'box'], answers);

  expect(entries.map(({ file }) => file)).toEqual(
    [['box 2', '1.jpg'], ['./a.jpg'], ['box', '1', '3.jpg'], ['box', '2.jpg'], ['box', '10.jpg']].map(
      ([first = '', ...rest]) => (rest.length === 0 ? first : join(first, ...rest)),
    ),
  );
});

test('what lies beside scans is said in one line, and is no entry', async () => {
  const notes = ['box/README', 'box/notes.txt'].map((file) => ({ file: resolve(file), isPassedOver: true }));

  const { entries, said } = await takenIn(['box'], [taken('box/1.jpg'), ...notes]);

  expect(entries.map(({ file }) => file)).toEqual([join('box', '1.jpg')]);
  expect(said.filter((line) => line.includes(join('box', 'README')))).toEqual([
    expect.stringContaining(join('box', 'notes.txt')),
  ]);
});

test('a member library that was added is said, for its code may be a typing mistake', async () => {
  const { said } = await takenIn(['a.jpg'], [{ ...taken('a.jpg'), newLibrary: 'muong-ta' }]);

  expect(said[0]).toContain('muong-ta');
});

test('whether a file is refused or only cannot be taken now is told apart', async () => {
  const not = { document: null, isNew: false, reason: '' };

  const { entries } = await takenIn(
    ['a', 'b', 'c', 'd'],
    [
      taken('a'),
      { ...taken('b'), ...not, state: 'refused', code: 'upload.empty' },
      { ...taken('c'), ...not, state: 'failed', code: 'upload.no-room' },
      { ...taken('d'), ...not, state: 'failed', code: 'bug' },
    ],
  );

  expect(entries.map(({ trouble }) => trouble)).toEqual([null, 'invalid', 'unavailable', 'bug']);
});

const taken = (file: string) => ({
  file: resolve(file),
  document: '0123456789abcdef',
  state: 'received',
  pages: null,
  isNew: true,
});

async function takenIn(paths: string[], answers: readonly object[]) {
  const said: string[] = [];
  const terminal = createTerminal({
    language: 'vi',
    out: { write: () => true },
    say: (text) => void said.push(text),
  });
  const client = {
    async *lines() {
      yield* answers;
    },
  } as unknown as LibraryClient;
  const command = { paths, isTogether: false, isEach: false, record: {} };
  return { entries: await takeIn({ client, terminal }, command), said };
}

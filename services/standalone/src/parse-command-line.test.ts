import { EXIT } from '@diachi/process';
import { expect, test } from 'vitest';
import { parseCommandLine } from './parse-command-line.ts';
import { wordsEn } from './words-en.ts';
import { wordsVi } from './words-vi.ts';

const read = (...args: string[]) => parseCommandLine(args, wordsVi);
const command = (...args: string[]) => {
  const line = read(...args);
  return line.kind === 'command' ? line.command : line;
};

test('ingest takes files with what is said of them', () => {
  expect(
    command(
      'ingest',
      'a b.jpg',
      'Địa chí',
      '--library',
      'muong-te',
      '--lang',
      'vie+fra',
      '--title',
      'Sổ',
      '--wait',
      '--json',
    ),
  ).toEqual({
    name: 'ingest',
    paths: ['a b.jpg', 'Địa chí'],
    record: { library: 'muong-te', language: 'vie+fra', title: 'Sổ' },
    isTogether: false,
    isEach: false,
    isWaiting: true,
    isJson: true,
  });
});

test.each(['ingest', 'serve'])('an empty path does not stand for the folder one is in (%s)', (name) => {
  expect(read(name, 'a.jpg', '')).toMatchObject({ kind: 'answered', exitCode: EXIT.unusable });
});

test('pnpm hands its own -- on, and paths may follow it', () => {
  expect(command('serve', '--', 'scans')).toMatchObject({ name: 'serve', paths: ['scans'] });
});

test('words to search for need no quotes, and keep those they have', () => {
  expect(command('search', 'dia', 'chi')).toMatchObject({ query: 'dia chi' });
  expect(command('search', '"địa chí"', '--json')).toMatchObject({ query: '"địa chí"', isJson: true });
});

test('user add makes archivists unless told otherwise', () => {
  expect(command('user', 'add', 'lan@example.org')).toMatchObject({ name: 'user-add', role: 'archivist' });
  expect(command('user', 'list')).toEqual({ name: 'user-list', isJson: false });
});

test.each([
  [[]],
  [['nonsense']],
  [['ingest']],
  [['ingest', 'a', '--together', '--each']],
  [['ingest', 'a', '--nonsense']],
  [['export', 'x', '--format', 'docx', '-o', 'f']],
  [['export', 'x', '--format', 'pdf']],
  [['search', 'x', '--limit', 'many']],
  [['user']],
])('%j cannot be understood, and says how it is meant', (args) => {
  const line = read(...args);

  expect(line).toMatchObject({ kind: 'answered', exitCode: EXIT.unusable });
  expect(line.kind === 'answered' && line.said.trim()).not.toBe('');
});

test('help is given in the language chosen, and is no error', () => {
  const help = (words: typeof wordsVi) => parseCommandLine(['ingest', '--help'], words);

  expect(help(wordsVi)).toMatchObject({ exitCode: EXIT.done, said: expect.stringContaining('đưa tệp và thư mục') });
  expect(help(wordsEn)).toMatchObject({ exitCode: EXIT.done, said: expect.stringContaining('take files and folders') });
});

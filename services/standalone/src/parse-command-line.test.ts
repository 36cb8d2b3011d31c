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

test('what is said of a document may be several things, and is read as the library will read it', () => {
  const line = [
    'ingest',
    'a.pdf',
    '--creator',
    'Nguyễn Văn Đậu',
    '--creator',
    'Ủy ban tỉnh | issuer',
    '--subject',
    'Dệt',
  ];

  expect(command(...line, '--access', 'members', '--embargo', '2031-01-02', '--licence', 'cc-by')).toMatchObject({
    record: {
      creators: 'Nguyễn Văn Đậu\nỦy ban tỉnh | issuer',
      subjects: 'Dệt',
      access: 'members',
      embargoUntil: '2031-01-02',
      licence: 'cc-by',
    },
  });
  for (const wrong of [
    ['--access', 'everybody'],
    ['--embargo', '2031-02-30'],
    ['--licence', 'mine'],
    ['--creator', 'a | nobody'],
  ]) {
    expect(read(...line, ...wrong)).toMatchObject({ kind: 'answered', exitCode: EXIT.unusable });
  }
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

test.each(['status', 'inspect', 'rebuild'])('%s takes nothing but how to answer', (name) => {
  expect(command(name)).toEqual({ name, isJson: false });
  expect(command(name, '--json')).toEqual({ name, isJson: true });
  expect(read(name, 'everything')).toMatchObject({ kind: 'answered', exitCode: EXIT.unusable });
});

test('files are verified at the pace of the settings, or of whoever asks', () => {
  expect(command('verify')).toEqual({ name: 'verify', mbPerSecond: null, isJson: false });
  expect(command('verify', '--mb-per-second', '0', '--json')).toEqual({ name: 'verify', mbPerSecond: 0, isJson: true });
  expect(read('verify', '--mb-per-second', 'fast')).toMatchObject({ kind: 'answered', exitCode: EXIT.unusable });
});

test('packages need a folder, and no document to be named', () => {
  expect(command('export', '--bag', 'out')).toEqual({ name: 'export-bags', ids: [], folder: 'out' });
  expect(command('export', 'a', 'b', '--bag', 'out')).toEqual({ name: 'export-bags', ids: ['a', 'b'], folder: 'out' });
  expect(read('export', '--bag', 'out', '--format', 'pdf')).toMatchObject({
    kind: 'answered',
    exitCode: EXIT.unusable,
  });
  expect(read('export', '--format', 'pdf', '-o', 'f')).toMatchObject({ kind: 'answered', exitCode: EXIT.unusable });
});

test('user add makes archivists unless told otherwise', () => {
  expect(command('user', 'add', 'lan@example.org')).toMatchObject({ name: 'user-add', role: 'archivist' });
  expect(command('user', 'add', 'ha', '--role', 'member', '--library', 'muong-te')).toMatchObject({
    role: 'member',
    library: 'muong-te',
  });
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

test.each([
  ['--date', '19xx-13', 'EDTF'],
  ['--lang', 'vi', '--lang vie'],
  ['--lang', 'vi,fr', '--lang vie+fra'],
  ['--kind', 'nope', 'loại'],
  ['--library', 'BAD CODE!', 'muong-te'],
  ['--title', 'a'.repeat(501), '500'],
])('what the library would refuse of a record is said of its option (%s %s)', (option, value, hint) => {
  for (const name of ['ingest', 'serve']) {
    const line = read(name, 'a.jpg', option, value);

    expect(line).toMatchObject({ kind: 'answered', exitCode: EXIT.unusable, said: expect.stringContaining(option) });
    expect(line.kind === 'answered' && line.said).toContain(hint);
    expect(line.kind === 'answered' && line.said.trim().split('\n')).toHaveLength(1);
  }
});

test('an option of the record that is empty, as of a variable nobody set, is not said', () => {
  const line = ['--title', '--library', '--kind', '--date', '--lang'].flatMap((option) => [option, '']);

  expect(read('ingest', 'a.jpg', ...line)).toMatchObject({ kind: 'command' });
});

test.each([
  [['nonsense'], 'Không có lệnh “nonsense”.'],
  [['serch', 'x'], '(Ý bạn là search?)'],
  [['ingest'], 'Thiếu đối số “path”.'],
  [['ingest', 'a', ''], 'Đối số “path”: không dùng được “”. Đường dẫn rỗng.'],
  [['ingest', 'a', '--lang'], 'Tuỳ chọn “--lang <codes>” thiếu giá trị.'],
  [['ingest', 'a', '--together', '--each'], 'Không dùng “--together” cùng với “--each”.'],
  [['ingest', 'a', '--nonsense'], 'Không có tuỳ chọn “--nonsense”.'],
  [['show', 'a', 'b'], 'Thừa đối số: cần 1, có 2: '],
  [['export', 'x', '-o', 'f'], 'Thiếu tuỳ chọn bắt buộc “--format <format>”.'],
  [
    ['export', 'x', '--format', 'docx', '-o', 'f'],
    'không dùng được “docx”. Hãy chọn một trong: pdf, text, alto, manifest, tiles.',
  ],
])('what is wrong with %j is said in Vietnamese', (args, said) => {
  const line = read(...args);

  expect(line).toMatchObject({ said: expect.stringContaining(said) });
  expect(line.kind === 'answered' && line.said).not.toMatch(/error|argument|option|command|Did you/);
});

test('no English word stands in the help of a Vietnamese terminal', () => {
  for (const args of [[], ['ingest', '--help'], ['user', 'add', '--help'], ['search', '--help']]) {
    const line = read(...args);

    expect(line.kind === 'answered' && line.said).not.toMatch(
      /Usage|Options|Commands|Arguments|\[options|\[command|default|choices/,
    );
  }
});

test('what a terminal would obey is not repeated to it', () => {
  const line = read('ingest', 'a', '--kind', 'x\u202e\u001b[2J');

  expect(line.kind === 'answered' && line.said.trim()).not.toMatch(/\p{Cc}|\u202e/u);
});

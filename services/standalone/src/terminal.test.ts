import { Failure } from '@diachi/domain';
import { expect, test } from 'vitest';
import { createTerminal } from './terminal.ts';

const written = { out: '', said: '' };
const terminal = createTerminal({
  language: 'vi',
  out: {
    write: (text: string) => {
      written.out = text;
      return true;
    },
  },
  say: (text) => {
    written.said += text;
  },
});

test.each([
  ['breaks its line', 'a\nĐã dừng.jpg', 'a\uFFFDĐã dừng.jpg'],
  ['turns round what follows', 'a\u202egpj.exe', 'a\uFFFDgpj.exe'],
  ['rings the bell', 'a\u0007\u001b[2J.jpg', 'a\uFFFD\uFFFD[2J.jpg'],
])('a file whose name %s is named without that', (_what, name, shown) => {
  written.said = '';

  terminal.say(terminal.words.refused(name, ''));
  terminal.say(terminal.describe({ kind: 'invalid', code: 'unheard-of', message: name, details: {} }));
  terminal.sayFailure(new Failure('invalid', 'original.empty', '', { details: { fileName: name } }));

  const [refused, described, ...failed] = written.said.trimEnd().split('\n');
  expect(refused).toContain(shown);
  expect(described).toBe(shown);
  expect(failed).toHaveLength(2);
  expect(failed.every((line) => line.includes(shown))).toBe(true);
});

test('a value printed as JSON means what it meant, and is one line of harmless letters', () => {
  const value = { file: 'a\n\u202e\u009b\u2028đ.jpg' };

  terminal.printJson(value);

  expect(JSON.parse(written.out)).toEqual(value);
  expect(written.out).toBe('{"file":"a\\n\\u202e\\u009b\\u2028đ.jpg"}\n');
});

import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { chooseEngine } from './choose-engine.ts';
import { findNativeProgram } from './find-native-program.ts';

const scratchDir = join(tmpdir(), 'diachi-models-test');

vi.mock(import('./find-native-program.ts'), async (original) => ({
  ...(await original()),
  findNativeProgram: vi.fn(),
}));

test('auto takes the program when it has every language of the document', async () => {
  programWith('eng', 'vie');

  const running = await chooseEngine('auto', scratchDir).start(wanted('vie+eng'));

  expect(running.about('page')).toMatchObject({
    name: 'tesseract',
    version: '5.3.0',
    model: 'vie installed+eng installed',
  });
});

test.each([
  ['without the program', []],
  ['when a language is missing there', ['vie']],
])('auto takes tesseract.js %s', async (_, languages) => {
  programWith(...languages);

  const running = await chooseEngine('auto', scratchDir).start(wanted('vie+fra'));
  await running.stop();

  expect(running.about('page')).toMatchObject({ name: 'tesseract.js', model: 'vie 4.0.0_best_int+fra 4.0.0_best_int' });
});

test('the program is asked for by name, and says when it is not there', async () => {
  programWith();

  await expect(chooseEngine('native', scratchDir).start(wanted('vie'))).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'ocr.engine-unavailable',
  });
});

const wanted = (language: string) => ({ language, model: 'first' }) as const;

function programWith(...languages: readonly string[]): void {
  const program = { version: '5.3.0', languages, path: '/usr/bin/tesseract', modelFolder: null };
  vi.mocked(findNativeProgram).mockResolvedValue(languages.length === 0 ? null : program);
}

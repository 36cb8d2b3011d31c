import { expect, test, vi } from 'vitest';
import { chooseEngine } from './choose-engine.ts';
import { findNativeProgram } from './find-native-program.ts';
import { startNative } from './native-engine.ts';
import { startTesseractJs } from './tesseract-js-engine.ts';

vi.mock(import('./find-native-program.ts'), () => ({ findNativeProgram: vi.fn() }));

test('auto takes the program when it has every language of the document', async () => {
  programWith('eng', 'vie');

  const running = await chooseEngine('auto')('vie+eng');

  expect(running.engine).toMatchObject({ name: 'tesseract', version: '5.3.0', model: 'vie installed+eng installed' });
});

test.each([
  ['without the program', []],
  ['when a language is missing there', ['vie']],
])('auto takes tesseract.js %s', async (_, languages) => {
  programWith(...languages);

  const running = await chooseEngine('auto')('vie+fra');
  await running.stop();

  expect(running.engine).toMatchObject({ name: 'tesseract.js', model: 'vie 4.0.0_best_int+fra 4.0.0_best_int' });
});

test('the program is asked for by name, and says when it is not there', async () => {
  programWith();

  expect(chooseEngine('native')).toBe(startNative);
  expect(chooseEngine('tesseract.js')).toBe(startTesseractJs);
  await expect(startNative('vie')).rejects.toMatchObject({ kind: 'unavailable', code: 'ocr.engine-unavailable' });
});

function programWith(...languages: readonly string[]): void {
  vi.mocked(findNativeProgram).mockResolvedValue(languages.length === 0 ? null : { version: '5.3.0', languages });
}

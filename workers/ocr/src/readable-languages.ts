import type { EngineChoice } from './choose-engine.ts';
import { findNativeProgram, type NativeProgram } from './find-native-program.ts';
import { BUNDLED } from './tesseract-js-models.ts';

/** Models of the program that read no language: the way a page lies, and formulas. */
const NO_LANGUAGE: readonly string[] = ['osd', 'equ'];
const isLanguage = (model: string) => /^[a-z]{3}(?:_[a-z]{3,4})?$/.test(model) && !NO_LANGUAGE.includes(model);

/**
 * The languages in which pages can be read here, those that came with the library first. A program that is chosen but not there may be
 * installed yet, and its documents wait for it.
 */
export async function readableLanguages(
  choice: EngineChoice,
  find: () => Promise<Pick<NativeProgram, 'languages'> | null> = findNativeProgram,
): Promise<readonly string[]> {
  const program = choice === 'tesseract.js' ? null : await find();
  const installed = (program?.languages ?? []).filter(isLanguage);
  const bundled = choice === 'native' && program ? [] : BUNDLED;
  return [...new Set([...bundled, ...installed])];
}

import { findNativeProgram } from './find-native-program.ts';
import { startNative } from './native-engine.ts';
import type { StartEngine } from './ocr-engine.ts';
import { tesseractJsStarter } from './tesseract-js-engine.ts';

export const ENGINE_CHOICES = ['auto', 'tesseract.js', 'native'] as const;

export type EngineChoice = (typeof ENGINE_CHOICES)[number];

/**
 * `auto` takes the tesseract program when it is installed with every language of the document, and tesseract.js otherwise. While the
 * latter starts, models may lie in `scratchDir`; whoever owns that folder clears away what a killed process left there.
 */
export const chooseEngine = (choice: EngineChoice, scratchDir: string): StartEngine => {
  const startTesseractJs = tesseractJsStarter(scratchDir);
  if (choice === 'native') return startNative;
  if (choice === 'tesseract.js') return startTesseractJs;
  return async (language) => {
    const program = await findNativeProgram();
    const hasAll = language.split('+').every((one) => program?.languages.includes(one));
    return hasAll ? startNative(language) : startTesseractJs(language);
  };
};

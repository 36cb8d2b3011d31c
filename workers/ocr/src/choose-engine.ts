import { findNativeProgram } from './find-native-program.ts';
import { startNative } from './native-engine.ts';
import type { StartEngine } from './ocr-engine.ts';
import { startTesseractJs } from './tesseract-js-engine.ts';

export const ENGINE_CHOICES = ['auto', 'tesseract.js', 'native'] as const;

export type EngineChoice = (typeof ENGINE_CHOICES)[number];

/** `auto` takes the tesseract program when it is installed with every language of the document, and tesseract.js otherwise. */
export const chooseEngine = (choice: EngineChoice): StartEngine => {
  if (choice === 'native') return startNative;
  if (choice === 'tesseract.js') return startTesseractJs;
  return async (language) => {
    const program = await findNativeProgram();
    const hasAll = language.split('+').every((one) => program?.languages.includes(one));
    return hasAll ? startNative(language) : startTesseractJs(language);
  };
};

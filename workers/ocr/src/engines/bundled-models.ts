import { access } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Failure } from '@diachi/domain';

/** Languages whose models come with the library. */
export const BUNDLED: readonly string[] = ['vie', 'fra', 'eng'];

/** Under which name the models were published. */
export type Edition = '4.0.0_best_int';

const require = createRequire(import.meta.url);

/** The folder in which a model lies that came with the library, packed, as `modelFile` names it. */
export async function bundledFolder(language: string, edition: Edition): Promise<string> {
  try {
    const folder = join(dirname(require.resolve(`@tesseract.js-data/${language}/package.json`)), edition);
    await access(join(folder, modelFile(language)));
    return folder;
  } catch (cause) {
    throw new Failure(
      'unavailable',
      'ocr.engine-unavailable',
      `The model for ${language} is not where it was installed; install the program again.`,
      { cause },
    );
  }
}

export const modelFile = (language: string): string => `${language}.traineddata.gz`;

/** `vie 4.0.0+fra 4.0.0` */
export const modelNames = (languages: readonly string[], edition: string): string =>
  languages.map((one) => `${one} ${edition}`).join('+');

export const languageMissing = (language: string): Failure =>
  new Failure(
    'invalid',
    'ocr.language-missing',
    `There is no model for ${language}; install the tesseract program with that language and read the document again.`,
    { details: { language } },
  );

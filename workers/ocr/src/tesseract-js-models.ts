import { access, copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Failure, scratchFailure } from '@diachi/domain';

const MODEL = '4.0.0_best_int';
/** Languages whose models come with the library. */
export const BUNDLED: readonly string[] = ['vie', 'fra', 'eng'];
const require = createRequire(import.meta.url);

/** Where the models of a document's languages lie, all in one folder. */
export type Models = {
  readonly languages: readonly string[];
  readonly folder: string;
  readonly isGzip: boolean;
  /** `vie 4.0.0_best_int`, joined with `+`. */
  readonly names: string;
};

/**
 * Lends the folder with the models while an engine starts. Languages that are not bundled are left out as long as one
 * is; otherwise fails with `ocr.language-missing`. Fails with `scratch.full` or `scratch.unavailable` when several cannot be put together.
 */
export async function withModels<Result>(
  language: string,
  scratchDir: string,
  use: (models: Models) => Promise<Result>,
): Promise<Result> {
  const languages = language.split('+').filter((one) => BUNDLED.includes(one));
  const [first, ...others] = languages;
  if (first === undefined) throw languageMissing(language);
  const models = { languages, isGzip: true, names: languages.map((one) => `${one} ${MODEL}`).join('+') };
  if (others.length === 0) return use({ ...models, folder: await folderOf(first) });

  // The engine looks for all languages in one folder, and each comes in a package of its own.
  const folders = await Promise.all(languages.map(async (one) => [one, await folderOf(one)] as const));
  const folder = await inScratch(scratchDir, async () => {
    await mkdir(scratchDir, { recursive: true });
    return mkdtemp(join(scratchDir, 'models-'));
  });
  try {
    await inScratch(scratchDir, async () => {
      for (const [one, from] of folders) await copyFile(join(from, modelFile(one)), join(folder, modelFile(one)));
    });
    return await use({ ...models, folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const modelFile = (language: string) => `${language}.traineddata.gz`;

async function inScratch<Result>(scratchDir: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    throw scratchFailure(thrown, scratchDir);
  }
}

async function folderOf(language: string): Promise<string> {
  try {
    const folder = join(dirname(require.resolve(`@tesseract.js-data/${language}/package.json`)), MODEL);
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

export const languageMissing = (language: string): Failure =>
  new Failure(
    'invalid',
    'ocr.language-missing',
    `There is no model for ${language}; install the tesseract program with that language and read the document again.`,
    { details: { language } },
  );

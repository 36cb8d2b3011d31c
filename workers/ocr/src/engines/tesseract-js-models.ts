import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { scratchFailure } from '@diachi/domain';
import { BUNDLED, bundledFolder, type Edition, languageMissing, modelFile, modelNames } from './bundled-models.ts';
import type { Wanted } from './ocr-engine.ts';

// The other edition holds the same network, for all its size: read with it, every letter is the same. So there is no second model.
const EDITION: Edition = '4.0.0_best_int';

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
  { language }: Wanted,
  scratchDir: string,
  use: (models: Models) => Promise<Result>,
): Promise<Result> {
  const languages = bundledOf(language);
  const [first, ...others] = languages;
  if (first === undefined) throw languageMissing(language);
  const models = { languages, isGzip: true, names: modelNames(languages, EDITION) };
  if (others.length === 0) return use({ ...models, folder: await bundledFolder(first, EDITION) });

  // The engine looks for all languages in one folder, and each comes in a package of its own.
  const folders = await Promise.all(languages.map(async (one) => [one, await bundledFolder(one, EDITION)] as const));
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

/** What would read. Fails with `ocr.language-missing`. */
export function modelNamesFor({ language }: Wanted): string {
  const languages = bundledOf(language);
  if (languages.length === 0) throw languageMissing(language);
  return modelNames(languages, EDITION);
}

const bundledOf = (language: string) => language.split('+').filter((one) => BUNDLED.includes(one));

async function inScratch<Result>(scratchDir: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    throw scratchFailure(thrown, scratchDir);
  }
}

import { randomUUID } from 'node:crypto';
import { access, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { scratchFailure } from '@diachi/domain';
import { bundledFolder, type Edition, modelFile } from './bundled-models.ts';

const unpack = promisify(gunzip);

/**
 * A folder with the models that came with the library as the tesseract program wants them, made in scratch where they are not there
 * yet. Threads and processes may share it: a model appears whole or not at all. Fails with `scratch.full` or `scratch.unavailable`.
 */
export async function unpackedModels(
  languages: readonly string[],
  edition: Edition,
  scratchDir: string,
): Promise<string> {
  const folder = join(scratchDir, `models-${edition}`);
  for (const language of languages) {
    const model = join(folder, `${language}.traineddata`);
    if (await isThere(model)) continue;
    const packed = await readFile(join(await bundledFolder(language, edition), modelFile(language)));
    try {
      await mkdir(folder, { recursive: true });
      await putWhole(model, await unpack(packed));
    } catch (thrown) {
      throw scratchFailure(thrown, scratchDir);
    }
  }
  return folder;
}

async function putWhole(path: string, bytes: Uint8Array): Promise<void> {
  const unfinished = `${path}.${randomUUID()}`;
  try {
    await writeFile(unfinished, bytes);
    await rename(unfinished, path);
  } catch (thrown) {
    await rm(unfinished, { force: true });
    throw thrown;
  }
}

const isThere = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bundledFolder, modelFile } from './bundled-models.ts';
import { unpackedModels } from './unpacked-models.ts';

const edition = '4.0.0_best_int';
let scratch: string;

beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'unpacked-'));
});

afterEach(() => rm(scratch, { recursive: true }));

test('models are unpacked side by side and whole, however many engines ask for them at once', async () => {
  const folders = await Promise.all([1, 2, 3].map(() => unpackedModels(['vie', 'fra'], edition, scratch)));

  const [folder = ''] = folders;
  const packed = await stat(join(await bundledFolder('vie', edition), modelFile('vie')));
  expect(new Set(folders).size).toBe(1);
  expect((await readdir(folder)).toSorted()).toEqual(['fra.traineddata', 'vie.traineddata']);
  expect((await stat(join(folder, 'vie.traineddata'))).size).toBeGreaterThan(packed.size);
});

test('a model that lies there is not unpacked again', async () => {
  const folder = await unpackedModels(['vie'], edition, scratch);
  await writeFile(join(folder, 'vie.traineddata'), 'as it was');

  await unpackedModels(['vie'], edition, scratch);

  expect(await readFile(join(folder, 'vie.traineddata'), 'utf8')).toBe('as it was');
});

test('a scratch folder that is none is told', async () => {
  await writeFile(join(scratch, 'file'), '');

  await expect(unpackedModels(['vie'], edition, join(scratch, 'file'))).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'scratch.unavailable',
  });
});

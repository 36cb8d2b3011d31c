import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readableTypes } from './readable-types.ts';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'readable-'));
  vi.stubEnv('PATH', folder);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true });
});

test('HEIC cannot be read where its program is not installed, everything else can', async () => {
  expect(await readableTypes()).toEqual([
    'image/jpeg',
    'image/png',
    'image/webp',
    'image/tiff',
    'image/jp2',
    'application/pdf',
  ]);
});

test.each([0, 1])('HEIC can be read where it is, also when asking for its version ends with %i', async (code) => {
  const program = join(folder, 'heif-convert');
  await writeFile(program, `#!/bin/sh\nexit ${code}\n`);
  await chmod(program, 0o755);

  expect(await readableTypes()).toContain('image/heic');
});

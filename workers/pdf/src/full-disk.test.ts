import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure } from '@diachi/domain';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { pagePicture } from './page-picture.ts';
import { createPdfWriter } from './pdf-writer.ts';
import { blackAndWhite, jpeg } from './testing/pictures.ts';

vi.mock(import('node:fs/promises'), async (original) => {
  const real = await original();
  return { ...real, open: vi.fn(real.open) };
});

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'full-disk-'));
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

describe('a disk without room', () => {
  test('does not make the image of a page a broken one', async () => {
    const full = new Failure('unavailable', 'scratch.full', 'There is no room.');
    const picture = sharp(await jpeg({ channels: 3 })).withIccProfile('p3');

    for (const [bytes, type] of [
      [await picture.clone().jpeg().toBuffer(), 'image/jpeg'],
      [await picture.clone().png().toBuffer(), 'image/png'],
    ] as const) {
      await expect(pagePicture(bytes, type, () => Promise.reject(full))).rejects.toBe(full);
    }
  });

  test.each([
    ['ENOSPC', 'scratch.full'],
    ['EDQUOT', 'scratch.full'],
    ['EIO', 'scratch.unavailable'],
  ])('leaves no file open when nothing can be written at all: %s', async (code, known) => {
    const file = await open(join(folder, 'document.pdf'), 'w');
    const close = vi.spyOn(file, 'close');
    vi.spyOn(file, 'write').mockRejectedValue(Object.assign(new Error(code), { code, syscall: 'write' }));
    vi.mocked(open).mockResolvedValueOnce(file);

    await expect(createPdfWriter(join(folder, 'document.pdf'))).rejects.toMatchObject({
      kind: 'unavailable',
      code: known,
    });

    expect(close).toHaveBeenCalledTimes(1);
  });
});

describe('a machine without memory', () => {
  test.each([
    ['drawing it anew', () => jpeg({ channels: 4 }), 'image/jpeg'],
    ['coding it as a fax', blackAndWhite, 'image/png'],
  ] as const)('does not make the image of a page a broken one by %s', async (_, draw, type) => {
    const bytes = await draw();
    vi.spyOn(sharp.prototype, 'toBuffer').mockRejectedValue(new Error('vips_tracked: out of memory --- size == 480MB'));

    await expect(pagePicture(bytes, type, async () => Promise.reject(new Error('not asked')))).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'machine.overloaded',
    });
  });
});

import type { StatsFs } from 'node:fs';
import { mkdir, statfs, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { keys } from '@diachi/domain';
import { readConfig } from '@diachi/process';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type IntakeLimits, intakeSettings } from './config.ts';
import { cornerPicture, cornersOf } from './contract/build-pdf.ts';
import { type Intake, openIntake } from './contract/open-intake.ts';
import { createIntakeWorker } from './create-intake-worker.ts';

vi.mock(import('node:fs/promises'), async (original) => {
  const real = await original();
  return { ...real, statfs: vi.fn(real.statfs) as typeof real.statfs };
});

let opened: Intake | undefined;

afterEach(async () => {
  vi.unstubAllEnvs();
  await opened?.close();
  opened = undefined;
});

test('the worker takes its work from the queue', async () => {
  opened = await openIntake([{ fileName: 'trang.jpg', bytes: await cornerPicture(90, 120).jpeg().toBuffer() }]);
  const { store, tools, revision } = opened;
  const { handlers, close, pdfReader } = await createIntakeWorker({
    ...tools,
    settings: readConfig(intakeSettings, { PDF_TOOLS: 'pdfium' }),
  });

  await handlers[0]?.run({ revision }, { attempt: 1, signal: new AbortController().signal });
  await close();

  expect([handlers[0]?.job.name, pdfReader]).toEqual(['intake', 'pdfium']);
  expect(await store.has(keys.pageList(revision))).toBe(true);
});

test('without programs the built-in reader is chosen, unless the settings insist', async () => {
  opened = await openIntake([]);
  const { tools } = opened;
  vi.stubEnv('PATH', '/nowhere');

  const chosen = await createIntakeWorker({ ...tools, settings: readConfig(intakeSettings, {}) });

  expect(chosen.pdfReader).toBe('pdfium');
  await expect(
    createIntakeWorker({ ...tools, settings: readConfig(intakeSettings, { PDF_TOOLS: 'poppler' }) }),
  ).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'poppler.missing',
  });
});

describe('a HEIC', () => {
  test('is read with the program for it, where that is installed', async () => {
    const { folder, run, scan } = await heicWith((opened) => `cp ${opened}/picture.png "$2"`);
    await cornerPicture(90, 120).png().toFile(join(folder, 'picture.png'));

    const { pages } = await run();

    expect(pages).toMatchObject([{ type: 'image/png', damage: null }]);
    expect(await cornersOf(await scan(pages[0]))).toBe('red green blue white');
  });

  test('whose program is killed, as by a system without memory, is not refused', async () => {
    const { run } = await heicWith(() => 'kill -9 $$');

    await expect(run()).rejects.toMatchObject({ kind: 'unavailable', code: 'machine.overloaded' });
  });

  test('whose program takes too long is not refused', async () => {
    const { run } = await heicWith(() => 'exec cat /dev/zero', { pageTimeMs: 50 });

    await expect(run()).rejects.toMatchObject({ kind: 'unavailable', code: 'original.page-too-slow' });
  });

  test('for which the disk has no room is not refused', async () => {
    const { run } = await heicWith(() => 'echo "libpng error: Write Error" >&2; exit 1');
    vi.mocked(statfs).mockResolvedValueOnce({ bavail: 10, bsize: 4_096 } as StatsFs);

    await expect(run()).rejects.toMatchObject({ kind: 'unavailable', code: 'scratch.full' });
  });

  test('that its program cannot read is refused', async () => {
    const { run } = await heicWith(() => 'echo "Could not parse HEIF file" >&2; exit 1');

    await expect(run()).rejects.toMatchObject({ kind: 'invalid', code: 'original.damaged' });
  });
});

/** A HEIC to be looked into where `heif-convert` does this. */
async function heicWith(script: (folder: string) => string, limits: Partial<IntakeLimits> = {}): Promise<Intake> {
  const bytes = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1');
  opened = await openIntake([{ fileName: 'anh.heic', bytes }], limits);
  const { folder } = opened;
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin', 'heif-convert'), `#!/bin/sh\n${script(folder)}\n`, { mode: 0o755 });
  vi.stubEnv('PATH', `${join(folder, 'bin')}${delimiter}${process.env['PATH']}`);
  return opened;
}

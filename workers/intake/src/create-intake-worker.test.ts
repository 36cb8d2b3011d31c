import { mkdir, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { keys } from '@diachi/domain';
import { readConfig } from '@diachi/process';
import { afterEach, expect, test, vi } from 'vitest';
import { intakeSettings } from './config.ts';
import { cornerPicture, cornersOf } from './contract/build-pdf.ts';
import { type Intake, openIntake } from './contract/open-intake.ts';
import { createIntakeWorker } from './create-intake-worker.ts';

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

test('a HEIC is read with the program for it, where that is installed', async () => {
  opened = await openIntake([
    { fileName: 'anh.heic', bytes: Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1') },
  ]);
  const { folder, run, scan } = opened;
  const picture = join(folder, 'picture.png');
  await cornerPicture(90, 120).png().toFile(picture);
  await mkdir(join(folder, 'bin'));
  await writeFile(join(folder, 'bin', 'heif-convert'), `#!/bin/sh\ncp ${picture} "$2"\n`, { mode: 0o755 });
  vi.stubEnv('PATH', `${join(folder, 'bin')}${delimiter}${process.env['PATH']}`);

  const { pages } = await run();

  expect(pages).toMatchObject([{ type: 'image/png', damage: null }]);
  expect(await cornersOf(await scan(pages[0]))).toBe('red green blue white');
});

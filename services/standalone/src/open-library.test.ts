import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, EXIT, exitCodeOf, readConfig } from '@diachi/process';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import { allSettings } from './all-settings.ts';
import { openLibrary } from './open-library.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('a library that is to draw with poppler does not open where that is not installed, and says what to do', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'open-library-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  vi.stubEnv('PATH', '/nowhere');
  const config = readConfig(allSettings, { PDF_TOOLS: 'poppler', DIACHI_DATA: folder });
  const log = createLog('diachi', 'error', { write: () => true });

  const opening = openLibrary({ folder, config, log, operatorToken: 'token', isWorking: true });
  const refused = await opening.catch((thrown: unknown) => thrown);

  expect(refused).toMatchObject({ code: 'poppler.missing', message: expect.stringContaining('PDF_TOOLS') });
  expect(exitCodeOf(refused)).toBe(EXIT.unavailable);
  expect(await readdir(folder)).toEqual([]);
});

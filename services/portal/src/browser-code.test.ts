import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');
const service = fileURLToPath(new URL('..', import.meta.url));

// Left out of the build, which has no `dom`: otherwise the browser's Document would stand in for ours unseen.
test('what browsers run is checked against what browsers have', async () => {
  const checked = await run(process.execPath, [compiler, '-p', 'tsconfig.browser.json', '--listFilesOnly'], {
    cwd: service,
  });
  expect(checked.stdout).toContain('src/browser/reading.ts');

  await expect(
    run(process.execPath, [compiler, '-p', 'tsconfig.browser.json'], { cwd: service }),
  ).resolves.toMatchObject({
    stdout: '',
  });
});

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const document = join(import.meta.dirname, '..', '..', 'packages', 'web', 'src', 'api', 'openapi.json');
const redocly = join(dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')), 'bin', 'cli.js');

type Report = { readonly totals: { readonly errors: number; readonly warnings: number }; readonly problems: unknown[] };

test('Redocly finds nothing to object to in what programs are told', async () => {
  const { problems, totals } = await lint(document);

  expect(problems).toEqual([]);
  expect(totals).toMatchObject({ errors: 0, warnings: 0 });
});

test('Redocly does object where something is referred to that is not there', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-lint-'));
  const broken = (await readFile(document, 'utf8')).replaceAll('"#/components/schemas/Problem"', '"#/components/none"');
  await writeFile(join(folder, 'openapi.json'), broken);

  const { totals } = await lint(join(folder, 'openapi.json'));

  await rm(folder, { recursive: true });
  expect(totals.errors).toBeGreaterThan(0);
});

/** No address is asked for rules, newer versions or how it is used; a proxy that is not there would tell. */
async function lint(path: string): Promise<Report> {
  const config = join(import.meta.dirname, 'redocly.yaml');
  const quiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', CI: 'true', NO_COLOR: '1' };
  const nowhere = { HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9', NO_PROXY: '' };
  const command = [redocly, 'lint', path, '--config', config, '--format=json'];
  // It exits with 1 when it objects.
  const { stdout } = await run(process.execPath, command, { env: { ...process.env, ...quiet, ...nowhere } }).catch(
    (thrown: unknown) => thrown as { readonly stdout: string },
  );
  return JSON.parse(stdout) as Report;
}

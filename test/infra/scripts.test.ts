import { execFile } from 'node:child_process';
import { access, constants, readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';

const run = promisify(execFile);
const repository = join(import.meta.dirname, '..', '..');
const files = await filesOf(join(repository, 'infra'));
const scripts = files.filter((file) => file.endsWith('.sh'));

describe('shell scripts of infra', () => {
  test.each(scripts)(
    '%s is a script bash can read, that may be started and stops at the first fault',
    async (script) => {
      const path = join(repository, script);

      await run('bash', ['-n', path]);
      await access(path, constants.X_OK);
      expect(await readFile(path, 'utf8')).toMatch(/^#!\/usr\/bin\/env bash\n[\s\S]*\nset -euo pipefail\n/);
    },
  );

  test('shellcheck finds nothing in any of them', async () => {
    if (!(await hasShellcheck())) return;

    await expect(
      run(
        'shellcheck',
        scripts.map((script) => join(repository, script)),
      ),
    ).resolves.toMatchObject({ stdout: '' });
  });

  test('there are some', () => {
    expect(scripts.length).toBeGreaterThanOrEqual(5);
  });
});

describe('YAML of infra, parsed', () => {
  test.each(files.filter((file) => /\.ya?ml$/.test(file)))('%s is whole, with no key twice', async (file) => {
    const documents = parseAllDocuments(await readFile(join(repository, file), 'utf8'), { merge: true });

    expect(documents.flatMap(({ errors }) => errors)).toEqual([]);
    expect(documents.length).toBeGreaterThan(0);
  });
});

async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('secrets'))
    .map((entry) => relative(repository, join(entry.parentPath, entry.name)))
    .toSorted();
}

async function hasShellcheck(): Promise<boolean> {
  try {
    await run('shellcheck', ['--version']);
    return true;
  } catch (cause) {
    if (process.env['REQUIRE_SERVERS'] === '1') {
      throw new Error('shellcheck is not installed, and REQUIRE_SERVERS=1.', { cause });
    }
    console.warn('shellcheck is not installed: scripts are NOT CHECKED by it.');
    return false;
  }
}

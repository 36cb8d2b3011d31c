import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backupSettings } from '@diachi/backup';
import { readConfig } from '@diachi/process';
import { expect, onTestFinished, test } from 'vitest';
import { parse } from 'yaml';
import { byDefault, type ComposeFile, readComposeFile } from '../compose/compose-file.ts';

const file = join(import.meta.dirname, '..', '..', '..', 'infra', 'backup', 'another-server.compose.yaml');
const over = parse(await readFile(file, 'utf8')) as ComposeFile;
const below = await readComposeFile();

// There is no container engine in the tests: the two files are put together as Docker's documentation says.
test('laid over the compose file, what makes backups is given another server, and nothing it does not read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-secrets-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const environment = { ...below.services['backup']?.environment, ...over.services['backup']?.environment };
  const named = Object.values(environment).flatMap((value) => /^\/run\/secrets\/(\w+)$/.exec(value)?.[1] ?? []);
  for (const secret of named) await writeFile(join(folder, secret), 'postgres://diachi@postgres:5432/diachi');
  const given = Object.entries(environment).map(([variable, value]) => [
    variable,
    byDefault(value.replace(/\$\{BACKUP_S3_ENDPOINT:\?[^}]+\}/, 'https://backup.example')).replace(
      '/run/secrets',
      folder,
    ),
  ]);
  const read = new Set(Object.values(backupSettings).map(({ env }) => env));

  const config = readConfig(backupSettings, Object.fromEntries(given));

  expect(config.placeEndpoint?.href).toBe('https://backup.example/');
  expect(config.folder).toBe('');
  expect(Object.keys(environment).filter((variable) => !read.has(variable.replace(/_FILE$/, '')))).toEqual([]);
});

test('its secrets and networks are there', () => {
  const { secrets = [], networks = [] } = over.services['backup'] ?? {};

  expect(Object.keys(over.secrets)).toEqual([...secrets]);
  expect(Object.keys(below.networks)).toEqual(expect.arrayContaining([...networks]));
  expect(networks).toContain('outside');
});

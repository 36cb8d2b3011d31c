import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import own from '../package.json' with { type: 'json' };

// Our scripts work on the keys of BullMQ as this version lays them out. For another: read what changed in its scripts, run this package's
// tests and test/cluster, then write the new version here and in docs/decisions/0006.
const KNOWN = '6.7.0';

test('the version of BullMQ is the one whose keys our scripts were written for', async () => {
  const installed = createRequire(import.meta.url).resolve('bullmq');
  const folder = installed.slice(0, installed.lastIndexOf('/bullmq/') + '/bullmq/'.length);
  const { version } = JSON.parse(await readFile(`${folder}package.json`, 'utf8')) as { version: string };

  expect(own.dependencies.bullmq).toBe(KNOWN);
  expect(version).toBe(KNOWN);
});

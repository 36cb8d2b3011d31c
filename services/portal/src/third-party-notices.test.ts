import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readAssets } from './read-assets.ts';

const service = fileURLToPath(new URL('..', import.meta.url));
let folder: string;
let notices: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'portal-notices-'));
  await build({
    root: service,
    configFile: join(service, 'vite.config.ts'),
    logLevel: 'error',
    build: { outDir: folder },
  });
  const assets = await readAssets(folder);
  const file = assets.files.get(assets.notices.slice('/assets/'.length));
  expect(file?.contentType).toBe('text/plain; charset=utf-8');
  notices = Buffer.from(file?.body ?? []).toString('utf8');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.each(['openseadragon', 'tus-js-client', '@noble/hashes'])(
  'what browsers load of %s comes with its whole licence',
  async (name) => {
    const { version } = JSON.parse(await readFile(join(service, 'node_modules', name, 'package.json'), 'utf8'));
    const [file = ''] = (await readdir(join(service, 'node_modules', name))).filter((one) => /^licen/i.test(one));
    const licence = await readFile(join(service, 'node_modules', name, file), 'utf8');

    expect(licence.length).toBeGreaterThan(500);
    expect(notices).toContain(`${name} ${version}\n\n${licence.trim()}`);
  },
);

test('so does what those bring along', () => {
  expect(notices).toMatch(/^url-parse \d/m);
});

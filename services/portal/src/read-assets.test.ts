import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readAssets } from './read-assets.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'portal-assets-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what was built for browsers is served under the names it was built under', async () => {
  const sources = [
    'src/browser/suggest.ts',
    'src/browser/reading.ts',
    'src/browser/upload.ts',
    'src/browser/live.ts',
    'src/browser/elsewhere.ts',
    'src/browser/try-call.ts',
    'src/styles/portal.css',
    'third-party-notices.txt',
  ];
  const built = sources.map((source) => [source, `${source.split('/').at(-1)}-1a`] as const);
  mkdirSync(join(folder, 'assets'));
  for (const [, name] of built) writeFileSync(join(folder, 'assets', name), name);
  const manifest = Object.fromEntries(built.map(([source, name]) => [source, { file: `assets/${name}` }]));
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));

  const assets = await readAssets(folder);

  expect(assets.stylesheet).toBe('/assets/portal.css-1a');
  expect(assets.script('reading')).toBe('/assets/reading.ts-1a');
  expect([...assets.files.keys()].toSorted()).toEqual(built.map(([, name]) => name).toSorted());
});

test('a portal that was not built says how to build it', async () => {
  await expect(readAssets(folder)).rejects.toMatchObject({
    code: 'assets.missing',
    message: expect.stringContaining('build'),
  });
});

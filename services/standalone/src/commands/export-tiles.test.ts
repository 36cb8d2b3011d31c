import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { answeringClient } from '../testing/answering-client.ts';
import { toldTerminal } from '../testing/told-terminal.ts';
import { exportTiles } from './export-tiles.ts';

const id = '00ab12cd34ef56gh';
const image = { widthPx: 1_200, heightPx: 700, type: 'image/jpeg', dpi: 300 };
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'export-tiles-'));
});

afterEach(() => rm(folder, { recursive: true }));

test('pages are taken out in tiles that any web server can show, each with its info.json', async () => {
  await exportTiles(tools(), { id, output: folder, at: 'https://kho.example.vn/tiles' });

  expect(await readdir(folder)).toEqual([`${id}.2.0`]);
  const page = join(folder, `${id}.2.0`);
  const info = JSON.parse(await readFile(join(page, 'info.json'), 'utf8'));
  expect(info).toMatchObject({
    id: `https://kho.example.vn/tiles/${id}.2.0`,
    profile: 'level0',
    width: 1_200,
    height: 700,
    tiles: [{ width: 512, scaleFactors: [1, 2, 4] }],
  });
  expect((await readdir(page)).toSorted()).toEqual(
    ['0,0,1024,700', '0,0,512,512', '0,512,512,188', '1024,0,176,512', '1024,0,176,700', '1024,512,176,188']
      .concat(['512,0,512,512', '512,512,512,188', 'full', 'info.json'])
      .toSorted(),
  );
  const tile = join(page, '1024,0,176,700', '88,350', '0', 'default.jpg');
  expect(await readFile(tile, 'utf8')).toBe(`/iiif/image/3/${id}.2.0/1024,0,176,700/88,350/0/default.jpg`);
  const most = join(page, 'full', 'max', '0', 'default.jpg');
  expect(await readFile(most, 'utf8')).toBe(`/iiif/image/3/${id}.2.0/full/1200,700/0/default.jpg`);
});

test.each([
  [{ output: '-', at: 'https://kho.example.vn' }, 'export.needs-folder'],
  [{ output: 'tiles', at: null }, 'export.needs-address'],
])('tiles need a folder and an address: %j', async (given, code) => {
  await expect(exportTiles(tools(), { id, ...given })).rejects.toMatchObject({ kind: 'invalid', code });
});

test('a tile that cannot be had leaves no info.json, so that nobody takes the page for whole', async () => {
  const { client, ...others } = tools();
  const get = async (path: string) => {
    if (path.includes('1024,512')) throw new Error('the line broke');
    return client.get(path);
  };

  await expect(
    exportTiles({ ...others, client: { ...client, get } }, { id, output: folder, at: 'https://kho.example.vn' }),
  ).rejects.toThrow('the line broke');

  expect(await readdir(join(folder, `${id}.2.0`))).not.toContain('info.json');
});

function tools() {
  const client = answeringClient({
    [`/api/documents/${id}`]: { pages: [{ page: 0 }, { page: 1 }] },
    [`/api/documents/${id}/pages/0`]: { page: 0, revision: 2, image },
    [`/api/documents/${id}/pages/1`]: { page: 1, revision: 2, image: null },
  });
  const { terminal } = toldTerminal('en');
  return { client: { ...client, get: async (path: string) => new Response(path) }, terminal, publicAddress: '' };
}

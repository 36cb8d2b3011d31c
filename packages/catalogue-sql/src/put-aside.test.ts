import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { parseLibraryCode } from '@diachi/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { putAsideDamagedCatalogue } from './put-aside.ts';
import { createSqliteCatalogue } from './sqlite-catalogue.ts';

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diachi-aside-'));
  path = join(folder, 'catalogue.sqlite');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a catalogue that is whole, empty or not there stays as it is', async () => {
  expect(putAsideDamagedCatalogue(path)).toBeNull();
  await writeFile(path, '');
  expect(putAsideDamagedCatalogue(path)).toBeNull();
  await made();
  const before = await readFile(path);

  expect(putAsideDamagedCatalogue(path)).toBeNull();

  expect(await readFile(path)).toEqual(before);
});

test.each([
  ['something else altogether', () => writeFile(path, 'Không phải danh mục')],
  ['a catalogue with a broken page', overwriteMiddle],
  ['a catalogue that ends too early', async () => truncate(path, (await stat(path)).size - 8_192)],
  ['the database of another program', otherProgram],
])('%s is put aside whole, and a new catalogue can take its place', async (_what, damage) => {
  await made();
  await damage();
  await writeFile(`${path}-wal`, '');
  const bytes = await readFile(path);

  const aside = putAsideDamagedCatalogue(path, new Date('2030-01-31T08:15:00.123Z'));

  expect(aside).toBe(`${path}.damaged-20300131T081500`);
  expect(await readFile(aside ?? '')).toEqual(bytes);
  expect((await readdir(folder)).every((name) => name.startsWith('catalogue.sqlite.damaged-'))).toBe(true);
  await (await createSqliteCatalogue({ path })).close();
});

async function made(): Promise<void> {
  const catalogue = await createSqliteCatalogue({ path });
  await catalogue.putLibrary({ code: parseLibraryCode('tinh'), name: 'Thư viện tỉnh' });
  await catalogue.close();
}

async function overwriteMiddle(): Promise<void> {
  const bytes = await readFile(path);
  bytes.fill(0xff, 4_096, 16_384);
  await writeFile(path, bytes);
}

async function otherProgram(): Promise<void> {
  await rm(path);
  const other = new DatabaseSync(path);
  other.exec('create table song (name text)');
  other.close();
}

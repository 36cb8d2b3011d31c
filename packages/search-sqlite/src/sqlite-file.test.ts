import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type DocumentId, parseDocumentId, parseRecord } from '@diachi/domain';
import type { SearchIndex } from '@diachi/ports';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSqliteSearchIndex } from './sqlite-search-index.ts';

let folder: string;
let path: string;
let discarded: string[];
const opened: SearchIndex[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'search-sqlite-file-'));
  path = join(folder, 'search.db');
  discarded = [];
});
afterEach(async () => {
  for (const index of opened.splice(0)) await index.close();
  rmSync(folder, { recursive: true });
});

const unavailable = { kind: 'unavailable', code: 'search.unavailable' };

describe('an index file', () => {
  test('what was put in is there when the index is opened again', async () => {
    await withBooks(3);

    const index = await open();

    expect(await index.size()).toEqual({ documents: 3, pages: 6 });
    expect((await index.search({ text: 'muối' })).total).toBe(3);
    expect((await index.search({ text: '', filter: { decades: [1950] } })).total).toBe(3);
    expect(discarded).toEqual([]);
  });

  test.each([
    ['is no database at all', (file: string) => writeFileSync(file, 'Đây không phải là chỉ mục. '.repeat(1_000))],
    ['was cut short', (file: string) => truncateSync(file, 20_000)],
    ['was written over in the middle', overwriteMiddle],
  ])('that %s is thrown away, which is told, and the index goes on empty', async (_, damage) => {
    await withBooks(40);
    damage(path);

    const index = await open();
    // Damage in the middle is met by the first call that reads there.
    await index.search({ text: 'muối' }).catch((failure) => expect(failure).toMatchObject(unavailable));

    expect(discarded).toEqual(['damaged']);
    expect(await index.size()).toEqual({ documents: 0, pages: 0 });
    await index.put(book(1), pages());
    expect((await index.search({ text: 'muối' })).total).toBe(1);
  });

  test('of another version is thrown away, which is told', async () => {
    await withBooks(1);
    change(path, 'PRAGMA user_version = 9999');

    const index = await open();

    expect(discarded).toEqual(['outdated']);
    expect(await index.size()).toEqual({ documents: 0, pages: 0 });
  });

  test('that belongs to another program is left alone', async () => {
    change(path, 'CREATE TABLE accounts (name TEXT)');
    const before = readFileSync(path);

    await expect(open()).rejects.toMatchObject(unavailable);

    expect(readFileSync(path)).toEqual(before);
    expect(discarded).toEqual([]);
  });

  test('is owned by one index at a time; the second is refused and the first goes on', async () => {
    const first = await open();
    await first.put(book(1), pages());

    await expect(open()).rejects.toMatchObject(unavailable);

    expect((await first.search({ text: 'muối' })).total).toBe(1);
    await first.close();
    expect(await (await open()).size()).toEqual({ documents: 1, pages: 2 });
  });

  test('in a folder that is not there cannot be opened', async () => {
    path = join(folder, 'nowhere', 'search.db');

    await expect(open()).rejects.toMatchObject(unavailable);
  });

  test('clearing gives the disk its room back', async () => {
    const index = await open();
    await index.put(book(1), pages(300));
    await index.clear();
    await index.close();

    expect(readFileSync(path).length).toBeLessThan(300_000);
    expect(existsSync(`${path}-wal`)).toBe(false);
  });

  test('a document that was being put in when the index was cleared says that it is not in', async () => {
    const index = await open();
    const clearsMidway = async function* () {
      yield* pages(100);
      await index.clear();
      await index.put(book(2), pages(1));
      yield* pages(100);
    };

    await expect(index.put(book(1), clearsMidway())).rejects.toMatchObject(unavailable);

    expect(await index.size()).toEqual({ documents: 1, pages: 1 });
  });

  test('a search that comes while a thick book is put in is answered before the book is in', async () => {
    const index = await open();
    await index.put(book(1), pages(1));
    const order: string[] = [];

    await Promise.all([
      index.put(book(2), pages(2_000)).then(() => order.push('book')),
      index.search({ text: 'muối' }).then(() => order.push('search')),
    ]);

    expect(order).toEqual(['search', 'book']);
  });
});

async function open(): Promise<SearchIndex> {
  const index = await createSqliteSearchIndex({ path, onDiscarded: (reason) => discarded.push(reason) });
  opened.push(index);
  return index;
}

async function withBooks(count: number): Promise<void> {
  const index = await open();
  for (let place = 0; place < count; place += 1) await index.put(book(place), pages());
  await index.close();
}

const book = (place: number) => ({
  id: parseDocumentId(`document${String(place).padStart(8, '0')}`) as DocumentId,
  record: parseRecord({ title: `Tập ${place}`, library: 'tinh', date: '1954' }),
  receivedAt: '2026-01-01T00:00:00.000Z',
});

function* pages(count = 2) {
  for (let page = 0; page < count; page += 1)
    yield { page, label: `${page + 1}`, text: `muối mặn gừng cay, trang ${page} `.repeat(9) };
}

function change(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

function overwriteMiddle(file: string): void {
  const bytes = readFileSync(file);
  bytes.fill(0x5a, 16_384);
  writeFileSync(file, bytes);
}

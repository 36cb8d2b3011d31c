import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseDocumentId, parseRecord } from '@diachi/domain';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openIndexFile } from './index-file.ts';
import type { Database } from './open-database.ts';
import { createThreadIndex, type ThreadIndex } from './thread-index.ts';

let folder: string;
let database: Database;
let index: ThreadIndex;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'search-sqlite-sweep-'));
  openFile();
});
afterEach(() => {
  database.close();
  rmSync(folder, { recursive: true });
});

test('what is replaced and removed leaves nothing behind', () => {
  for (let round = 0; round < 3; round += 1) put(1, 100);
  index.remove(book(1).id);
  put(2, 1);

  sweepAll();

  expect(everything()).toEqual({ documents: 1, texts: 1, folded: 1, exact: 1, records: 1, muối: 1, tập: 1 });
});

test('a document that was not finished when the process ended leaves nothing behind', () => {
  put(1, 1);
  index.add(index.begin(book(2)), pages(50));
  database.close();
  openFile();

  sweepAll();

  expect(index.size()).toEqual({ documents: 1, pages: 1 });
  expect(everything()).toEqual({ documents: 1, texts: 1, folded: 1, exact: 1, records: 1, muối: 1, tập: 1 });
});

test('tidying goes in small steps, and searchers never see what waits for it', () => {
  put(1, 100);
  index.remove(book(1).id);

  expect(index.sweep()).toBe(true);
  expect(everything().texts).toBeGreaterThan(50);
  expect(index.search({ text: 'muối' }).total).toBe(0);
  expect(index.suggest('muoi m', 5)).toEqual([]);
});

test('words of removed pages are not offered as corrections for long', () => {
  put(1, 1);
  index.remove(book(1).id);
  sweepAll();

  expect(index.search({ text: 'tranng' })).toMatchObject({ total: 0, corrections: [] });
});

function openFile(): void {
  ({ database } = openIndexFile(join(folder, 'search.db')));
  index = createThreadIndex(database, { value: 0 });
}

function put(place: number, count: number): void {
  const number = index.begin(book(place));
  index.add(number, pages(count));
  index.publish(number);
}

function sweepAll(): void {
  let steps = 0;
  while (index.sweep()) {
    steps += 1;
    if (steps > 1_000) throw new Error('tidying does not come to an end');
  }
}

const book = (place: number) => ({
  id: parseDocumentId(`document${String(place).padStart(8, '0')}`),
  record: parseRecord({ title: `Tập ${place}`, library: 'tinh' }),
  receivedAt: '2026-01-01T00:00:00.000Z',
});

const pages = (count: number) =>
  Array.from({ length: count }, (_, page) => ({
    page,
    label: `${page + 1}`,
    text: `muối mặn, muối trắng, trang ${page}`,
  }));

function everything() {
  const count = (sql: string) => Number(database.prepare(sql).get()?.[0] ?? 0);
  return {
    documents: count('SELECT count(*) FROM documents'),
    texts: count('SELECT count(*) FROM page_texts'),
    folded: count(`SELECT count(*) FROM folded WHERE folded MATCH 'muoi'`),
    exact: count(`SELECT count(*) FROM exact WHERE exact MATCH 'muo6i1'`),
    records: count(`SELECT count(*) FROM records WHERE records MATCH 'tap'`),
    muối: count(`SELECT pages FROM vocabulary WHERE folded = 'muoi'`),
    tập: count(`SELECT pages FROM vocabulary WHERE folded = 'tap'`),
  };
}

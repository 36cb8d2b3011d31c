import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { searchIndexContract } from '@diachi/ports/contract';
import { afterAll, describe } from 'vitest';
import { createSqliteSearchIndex } from './sqlite-search-index.ts';

const folder = mkdtempSync(join(tmpdir(), 'search-sqlite-'));
let opened = 0;

afterAll(() => rmSync(folder, { recursive: true }));

describe('search index in a SQLite file', () => {
  searchIndexContract(() => {
    opened += 1;
    return createSqliteSearchIndex({ path: join(folder, `${opened}.db`) });
  });
});

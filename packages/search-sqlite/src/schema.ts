import { RECORD_FIELDS } from '@diachi/ports';
import type { Database } from './open-database.ts';

/** Raised whenever the tables, the folding or the tokens change: an older file is thrown away and built again. */
const VERSION = 4;
/** “DiaC”: says that a file is one of ours. */
const APPLICATION_ID = 0x44696143;

/** A page's rowid is its document's number times this, plus the page: grouping by document is then arithmetic. */
export const PAGES_PER_DOCUMENT = 100_000;

export type FoundFile = 'ready' | 'new' | 'outdated' | 'foreign';

/** What an opened file is. Reads only. */
export function inspect(database: Database): FoundFile {
  const [tables] = database.prepare('SELECT count(*) FROM sqlite_schema').get() ?? [0];
  if (tables === 0) return 'new';
  const [application] = database.prepare('PRAGMA application_id').get() ?? [];
  if (application !== APPLICATION_ID) return 'foreign';
  const [version] = database.prepare('PRAGMA user_version').get() ?? [];
  return version === VERSION ? 'ready' : 'outdated';
}

/** How the file is used: by this thread alone, with a write-ahead log, never mapped into memory. */
export function configure(database: Database): void {
  database.exec(`
    PRAGMA page_size = 8192;
    PRAGMA busy_timeout = 2000;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA mmap_size = 0;
    PRAGMA cache_size = -16000;
    PRAGMA temp_store = MEMORY;
  `);
}

/**
 * folded: the words of pages without marks, for finding. exact: the same words tone-exact, for ranking. records: each field of the record
 * without marks, and all of them tone-exact. terms: lists to leaf through, counted by shown documents; entries: which of them has which. The ascii tokenizer only cuts at blanks, for the words come cut and folded already.
 */
export function createTables(database: Database): void {
  const kept = `content = '', contentless_delete = 1, tokenize = 'ascii'`;
  database.exec(`
    BEGIN;
    CREATE TABLE documents (
      number INTEGER PRIMARY KEY,
      id TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('staged', 'shown', 'gone')),
      pages INTEGER NOT NULL DEFAULT 0,
      received_at TEXT NOT NULL,
      record TEXT NOT NULL,
      -- The other repository it is a record of; null for a document of ours.
      source TEXT
    );
    CREATE UNIQUE INDEX documents_shown ON documents (id) WHERE state = 'shown';
    CREATE TABLE page_texts (place INTEGER PRIMARY KEY, label TEXT NOT NULL, text BLOB NOT NULL);
    CREATE TABLE vocabulary (
      folded TEXT NOT NULL, spelling TEXT NOT NULL, pages INTEGER NOT NULL, PRIMARY KEY (folded, spelling)
    ) WITHOUT ROWID;
    CREATE VIRTUAL TABLE folded USING fts5 (words, ${kept}, prefix = '2 3');
    CREATE VIRTUAL TABLE exact USING fts5 (words, ${kept});
    CREATE TABLE terms (
      list TEXT NOT NULL, term TEXT NOT NULL, spelling TEXT NOT NULL, documents INTEGER NOT NULL,
      PRIMARY KEY (list, term, spelling)
    ) WITHOUT ROWID;
    CREATE TABLE entries (
      list TEXT NOT NULL, term TEXT NOT NULL, document INTEGER NOT NULL, PRIMARY KEY (list, term, document)
    ) WITHOUT ROWID;
    CREATE VIRTUAL TABLE records USING fts5 (${RECORD_FIELDS.join(', ')}, exact, ${kept}, prefix = '2 3');
    PRAGMA application_id = ${APPLICATION_ID};
    PRAGMA user_version = ${VERSION};
    COMMIT;
  `);
}

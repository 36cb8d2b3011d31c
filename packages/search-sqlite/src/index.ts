export { createSqliteSearchIndex, type SqliteSearchIndexOptions } from './sqlite-search-index.ts';

import { Failure } from '@diachi/domain';

/** `damaged`: the file is no index any more. `unavailable`: the file is fine, but cannot be used just now. `bug`: our own mistake. */
export type Trouble = 'damaged' | 'unavailable' | 'bug';

// Primary result codes of SQLite (sqlite.org/rescode.html); the lower eight bits of every extended code.
const DAMAGED = new Set([11 /* CORRUPT */, 26 /* NOTADB */]);
const UNAVAILABLE = new Set([
  3 /* PERM */, 5 /* BUSY */, 6 /* LOCKED */, 7 /* NOMEM */, 8 /* READONLY */, 10 /* IOERR */, 13 /* FULL */,
  14 /* CANTOPEN */, 15 /* PROTOCOL */, 22 /* NOLFS */, 23 /* AUTH */,
]);

export function troubleOf(thrown: unknown): Trouble {
  const code = thrown instanceof Error && 'errcode' in thrown ? Number(thrown.errcode) & 0xff : Number.NaN;
  if (DAMAGED.has(code)) return 'damaged';
  return UNAVAILABLE.has(code) ? 'unavailable' : 'bug';
}

/** What callers are told when the index cannot answer. */
export const searchUnavailable = (why: string, cause?: unknown) =>
  new Failure('unavailable', 'search.unavailable', `The search index cannot answer now: ${why}`, { cause });

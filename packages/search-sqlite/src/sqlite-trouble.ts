import { Failure } from '@diachi/domain';

/** `damaged`: the file is no index any more. `full`, `unavailable`: the file is fine, but has no room, or cannot be used just now. `bug`: our own mistake. */
export type Trouble = 'damaged' | 'full' | 'unavailable' | 'bug';

// Primary result codes of SQLite (sqlite.org/rescode.html); the lower eight bits of every extended code.
const DAMAGED = new Set([11 /* CORRUPT */, 26 /* NOTADB */]);
const FULL = 13;
const UNAVAILABLE = new Set([
  3 /* PERM */, 5 /* BUSY */, 6 /* LOCKED */, 7 /* NOMEM */, 8 /* READONLY */, 10 /* IOERR */, 14 /* CANTOPEN */,
  15 /* PROTOCOL */, 22 /* NOLFS */, 23 /* AUTH */,
]);

export function troubleOf(thrown: unknown): Trouble {
  const code = thrown instanceof Error && 'errcode' in thrown ? Number(thrown.errcode) & 0xff : Number.NaN;
  if (DAMAGED.has(code)) return 'damaged';
  if (code === FULL) return 'full';
  return UNAVAILABLE.has(code) ? 'unavailable' : 'bug';
}

/** What callers are told when the index cannot answer. */
export const searchUnavailable = (why: string, cause?: unknown) =>
  new Failure('unavailable', 'search.unavailable', `The search index cannot answer now: ${why}`, { cause });

/** What callers are told when the index has no room: waited out, not tried again and again. */
export const searchFull = (cause: unknown) =>
  new Failure(
    'unavailable',
    'search.full',
    'The disk that holds the search index is full. Make room; the work goes on by itself.',
    { cause },
  );

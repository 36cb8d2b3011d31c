import type { DocumentId } from '@diachi/domain';
import type { Database } from './open-database.ts';
import type { ThreadCalls } from './thread-calls.ts';

/** Answers a stretch of the ids of the documents searchers see. */
export function prepareListIds(database: Database): ThreadCalls['ids'] {
  const select = database.prepare(`SELECT id FROM documents WHERE state = 'shown' AND id > ? ORDER BY id LIMIT ?`);
  return (after, limit) => select.all(after, limit).map(([id]) => String(id) as DocumentId);
}

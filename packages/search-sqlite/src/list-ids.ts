import type { DocumentId } from '@diachi/domain';
import type { Database } from './open-database.ts';
import type { ThreadCalls } from './thread-calls.ts';

/** Answers a stretch of the ids of the documents searchers see: ours, or of records of other repositories too. */
export function prepareListIds(database: Database): ThreadCalls['ids'] {
  const listing = (ours: string) =>
    database.prepare(`SELECT id FROM documents WHERE state = 'shown' AND id > ? ${ours} ORDER BY id LIMIT ?`);
  const [ours, all] = [listing('AND source IS NULL'), listing('')];
  return (after, limit, isAll) => (isAll ? all : ours).all(after, limit).map(([id]) => String(id) as DocumentId);
}

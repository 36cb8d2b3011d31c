import { type DocumentId, isFailure } from '@diachi/domain';
import type { SearchIndex } from '@diachi/ports';
import type { WebLog } from '@diachi/web';
import { type Findings, findings as found } from './findings.ts';
import type { IndexPlace } from './place.ts';

/** Goes through the search index beside a listing of documents in the order of their ids, so that neither is ever held. */
export type IndexWalk = {
  /** Whether the index holds this document, which comes after those asked for before; null when it does not answer. */
  has(id: DocumentId): Promise<boolean | null>;
  /** Walks to the end, and answers which documents the index holds that were not asked for, at most so many. */
  others(): Promise<readonly DocumentId[]>;
  /** How far it came. */
  place(): IndexPlace;
};

/** Of what is left over, so many are removed by one inspection; the rest by the next. */
const MOST_OTHERS = 5_000;

export type IndexWalkTools = {
  readonly index: Pick<SearchIndex, 'documents'>;
  readonly findings: Findings;
  readonly log: WebLog;
};

export function createIndexWalk({ index, findings, log }: IndexWalkTools, begun: IndexPlace): IndexWalk {
  const walk = index.documents(begun.after ?? undefined)[Symbol.asyncIterator]();
  const others: DocumentId[] = [...begun.others];
  let after = begun.after;
  let next: DocumentId | null = null;
  let isAway = begun.isAway;
  let isOver = isAway;

  const step = async (): Promise<void> => {
    try {
      const entry = await walk.next();
      isOver = entry.done === true;
      next = entry.done ? null : entry.value;
    } catch (thrown) {
      if (!isFailure(thrown) || thrown.kind !== 'unavailable') throw thrown;
      log.warn({ err: thrown }, 'the search index cannot be looked at');
      isAway = true;
      isOver = true;
      next = null;
      findings.problem(found.indexAway());
    }
  };
  const done = () => {
    if (next === null) return;
    findings.count('indexed');
    after = next;
    next = null;
  };
  const pass = () => {
    if (next !== null && others.length < MOST_OTHERS) others.push(next);
    done();
  };

  return {
    has: async (id) => {
      for (;;) {
        if (next === null && !isOver) await step();
        if (isAway) return null;
        if (next === null || next > id) return false;
        if (next === id) {
          done();
          return true;
        }
        pass();
      }
    },
    others: async () => {
      while (!isOver) {
        pass();
        await step();
      }
      pass();
      return others;
    },
    place: () => ({ after, others, isAway }),
  };
}

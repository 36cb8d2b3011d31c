import { setTimeout as pause } from 'node:timers/promises';
import type { Failure } from '@diachi/domain';
import { type ClosableLocks, createLocalLocks } from './local-locks.ts';
import { type LockLine, openLockLine } from './postgres-lock-line.ts';

const FIRST_PAUSE_MS = 4;
const LONGEST_PAUSE_MS = 60;
// For so long who waits for a lock waits for the server, when that goes away meanwhile.
const SERVER_AWAY_MS = 10_000;

/**
 * Locks kept by a PostgreSQL server, for all processes that use its database. First in line at home, then among the
 * processes: one connection keeps all locks of a process, and asks again and again instead of waiting, so no number of
 * locks uses up connections, and one lock never waits behind another.
 */
export function createPostgresLocks(url: string, closed: () => Failure): ClosableLocks {
  const local = createLocalLocks(closed);
  const closing = new AbortController();
  let opening: Promise<LockLine> | null = null;

  // Whoever comes first opens it for all who wait, and again when it was lost.
  const line = async (): Promise<LockLine> => {
    if (closing.signal.aborted) throw closed();
    if (opening) return opening;
    const opened = openLockLine(url);
    const forget = () => {
      if (opening === opened) opening = null;
    };
    opened.then(({ lost }) => (lost.aborted ? forget() : lost.addEventListener('abort', forget)), forget);
    opening = opened;
    return opened;
  };

  const take = async (name: string): Promise<LockLine> => {
    let hasTurn: LockLine | null = null;
    let answeredAt: number | null = null;
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      if (closing.signal.aborted) throw closed();
      try {
        const current = await line();
        const outcome = await current.takeInTurn(name, hasTurn === current);
        if (outcome === 'held') return current;
        if (outcome === 'next') hasTurn = current;
        answeredAt = Date.now();
      } catch (thrown) {
        if (answeredAt === null || Date.now() - answeredAt > SERVER_AWAY_MS) throw thrown;
      }
      await pause(pauseMs * (0.5 + Math.random()));
    }
  };

  return {
    inOrder: (name, work) =>
      local.inOrder(name, async () => {
        const current = await take(name);
        try {
          return await work(current.lost);
        } finally {
          await current.giveBack(name);
        }
      }),

    async alone(name, work) {
      let isDone = false;
      await local.alone(name, async () => {
        const current = await line();
        if (!(await current.take(name))) return;
        try {
          await work(current.lost);
          isDone = true;
        } finally {
          await current.giveBack(name);
        }
      });
      return isDone;
    },

    settled: () => local.settled(),

    async close() {
      closing.abort();
      await local.close();
      (await opening?.catch(() => null))?.close();
    },
  };
}

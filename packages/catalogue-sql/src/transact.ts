import { setTimeout as pause } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import type { Transact } from './catalogue-tools.ts';
import type { Tables } from './tables.ts';

const ATTEMPTS = 6;
const PAUSE_MS = 20;

/** Transactions that are begun again, a few times, after what `isInTheWay` tells: somebody else was quicker, and it may go well now. */
export const createTransact =
  (db: Kysely<Tables>, isInTheWay: (thrown: unknown) => boolean): Transact =>
  async (work) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await db.transaction().execute(work);
      } catch (thrown) {
        if (attempt === ATTEMPTS || !isInTheWay(thrown)) throw thrown;
        // Not all at the same moment again.
        await pause(Math.random() * PAUSE_MS * attempt);
      }
    }
  };

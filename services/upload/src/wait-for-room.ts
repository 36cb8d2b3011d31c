import { type FailureNote, isFailure, keys } from '@diachi/domain';
import type { JobQueue, ObjectStore } from '@diachi/ports';
import type { Waiting } from './until-answered.ts';
import type { WorkBoard } from './work-board.ts';

export type RoomTools = {
  readonly queue: JobQueue;
  readonly store: ObjectStore;
  readonly board: WorkBoard;
  readonly waiting: Waiting;
  readonly clock: () => Date;
  /** What was given up while there was no room is planned again. */
  readonly goOn: () => Promise<void>;
};

const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** Full again so soon after going on, it was full all the time: only the store can be tried, not every disk. */
const SOON_MS = 60_000;
const TRIAL_BYTES = 4 * 2 ** 20;

/**
 * Makes the function that holds the queue back when something is full, tries now and then whether there is room, and lets it go on.
 * When what was full is so again at once, the next try is waited for longer.
 */
export function createWaitForRoom(tools: RoomTools): (why: FailureNote) => Promise<void> {
  const { queue, board, waiting, clock } = tools;
  const { wait, signal, log } = waiting;
  let before: { readonly code: string; readonly endedAtMs: number; readonly waitMs: number } | null = null;

  const pauseFor = async (code: string): Promise<void> => {
    const isAgain = before?.code === code && clock().getTime() - before.endedAtMs < SOON_MS;
    let waitMs = isAgain && before ? Math.min(before.waitMs * 2, LONGEST_WAIT_MS) : FIRST_WAIT_MS;
    if (isAgain) await wait(waitMs, signal);
    while (!(await hasRoom(tools))) {
      await wait(waitMs, signal);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    }
    before = { code, endedAtMs: clock().getTime(), waitMs };
    board.paused = null;
    await queue.resume();
    board.tell(null);
    // Should it be full again meanwhile, whoever waits for that goes on with this too.
    while (!board.paused && !(await planned(tools))) await wait(FIRST_WAIT_MS, signal);
  };

  return async (why) => {
    if (board.paused) return;
    board.paused = why;
    await queue.pause();
    log.warn({ code: why.code }, 'there is no room: the work waits until there is');
    board.tell(null);
    pauseFor(why.code).catch((thrown: unknown) => {
      if (!signal.aborted) log.error({ err: thrown }, 'the work could not go on');
      // Whoever takes this process's place finds the work held back, and tries.
      board.paused = null;
    });
  };
}

async function hasRoom({ store, waiting }: RoomTools): Promise<boolean> {
  try {
    await store.put(keys.roomTrial(), new Uint8Array(TRIAL_BYTES), 'application/octet-stream');
    await store.remove(keys.roomTrial());
    return true;
  } catch (thrown) {
    if (isFailure(thrown)) waiting.log.debug({ code: thrown.code }, 'there is still no room');
    else waiting.log.error({ err: thrown }, 'whether there is room could not be tried; it is tried again');
    return false;
  }
}

async function planned({ goOn, waiting }: RoomTools): Promise<boolean> {
  try {
    await goOn();
    return true;
  } catch (thrown) {
    waiting.log.error({ err: thrown }, 'what waited for room could not be planned again; it is tried again');
    return false;
  }
}

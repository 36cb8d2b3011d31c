import { type FailureNote, isFailure } from '@diachi/domain';
import type { JobQueue, ObjectStore } from '@diachi/ports';
import type { Waiting } from './until-answered.ts';
import type { WorkBoard } from './work-board.ts';

export type RoomTools = {
  readonly queue: JobQueue;
  readonly store: ObjectStore;
  readonly board: WorkBoard;
  readonly waiting: Waiting;
  /** What was given up while there was no room is planned again. */
  readonly goOn: () => Promise<void>;
};

const TRY_EVERY_MS = 15_000;
const TRIAL_KEY = 'room-trial';
const TRIAL_BYTES = 4 * 2 ** 20;

/** Makes the function that holds the queue back when something is full, tries now and then whether there is room, and lets it go on. */
export function createWaitForRoom(tools: RoomTools): (why: FailureNote) => Promise<void> {
  const { queue, board, waiting } = tools;

  const watch = async () => {
    while (!(await hasRoom(tools))) await waiting.wait(TRY_EVERY_MS, waiting.signal);
    board.paused = null;
    await queue.resume();
    board.tell(null);
    await tools.goOn();
  };

  return async (why) => {
    if (board.paused) return;
    board.paused = why;
    await queue.pause();
    waiting.log.warn({ code: why.code }, 'there is no room: the work waits until there is');
    board.tell(null);
    watch().catch((thrown: unknown) => {
      if (!waiting.signal.aborted) waiting.log.error({ err: thrown }, 'the work could not go on');
    });
  };
}

async function hasRoom({ store, waiting }: RoomTools): Promise<boolean> {
  try {
    await store.put(TRIAL_KEY, new Uint8Array(TRIAL_BYTES), 'application/octet-stream');
    await store.remove(TRIAL_KEY);
    return true;
  } catch (thrown) {
    if (!isFailure(thrown)) throw thrown;
    waiting.log.debug({ code: thrown.code }, 'there is still no room');
    return false;
  }
}

import type { FailureNote } from '@diachi/domain';
import { followQueue } from './follow-queue.ts';
import type { Duty } from './steward.ts';
import type { Term } from './term.ts';
import { createTidy, type TidyTools } from './tidy.ts';
import { createWaitForRoom } from './wait-for-room.ts';

export type StewardDuty = {
  takeUp(signal: AbortSignal): Duty;
  /** What the steward does now and then, done now, in whichever process. Answers for how many documents something was planned. */
  tidy(): Promise<number>;
  /** Has the steward hold the work back; in another process nothing happens, for the steward meets the same. */
  waitForRoom(why: FailureNote): Promise<void>;
  /** Resolves when all that was told is written down. */
  settled(): Promise<void>;
};

/** What the steward of the library sees to. */
export function createStewardDuty(given: TidyTools): StewardDuty {
  const { tools } = given;
  const { queue, board, clock, log } = tools;
  let term: Term | null = null;
  const { tidy, plan, forgetWhatIsWhole } = createTidy(given, () => term);

  return {
    takeUp: (signal) => {
      const waiting = { ...tools.waiting, signal };
      const goOn = async () => void (await plan());
      const waitForRoom = createWaitForRoom({ queue, store: tools.store, board, waiting, clock, goOn });
      const onDuty = { ...tools, waiting, waitForRoom };
      const following = followQueue(onDuty, goOn);
      forgetWhatIsWhole();
      term = { signal, tools: onDuty, following };
      return {
        tidy: async () => void (await tidy()),
        layDown: async () => {
          term = null;
          following.stop();
          await following.settled();
        },
      };
    },
    tidy,
    waitForRoom: async (why) => {
      if (term) await term.tools.waitForRoom(why);
      else log.warn({ code: why.code }, 'there is no room');
    },
    settled: async () => term?.following.settled(),
  };
}

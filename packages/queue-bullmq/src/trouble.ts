import { noteFailure } from '@diachi/domain';
import type { QueueLog } from './connect-redis.ts';
import { redisFailure } from './redis-failure.ts';

/** What goes wrong again and again, told when it begins and when it becomes something else. */
export type Trouble = {
  tell(thrown: unknown, message: string, about?: object): void;
  /** It went well: the next time is news. */
  isOver(): void;
};

export function createTrouble(log: QueueLog): Trouble {
  let told: string | null = null;
  return {
    tell(thrown, message, about = {}) {
      const failure = redisFailure(thrown);
      const { code, message: why } = noteFailure(failure);
      const news = `${code} ${why}`;
      if (news !== told) log.warn({ ...about, code, err: failure }, message);
      told = news;
    },
    isOver() {
      told = null;
    },
  };
}

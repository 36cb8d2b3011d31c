import { Failure } from '@diachi/domain';
import type { Redis } from 'ioredis';
import { parseInfo } from './parse-info.ts';

/**
 * Of the memory Redis may take, the part that adding may fill. Taking a step and writing down its end need a little memory too: when
 * there is none left, nothing is worked off any more, and nothing becomes free.
 */
const FOR_ADDING = 0.8;
/** What was told is believed for so long. */
const FRESH_MS = 2_000;
/** What is sent takes more than its length in Redis: about three times that. */
const GROWS = 4;
/** It is asked again sooner when so much of the room it told of may be taken. */
const BELIEVED_SHARE = 0.25;

/** Fails with `queue.full` when sending so many bytes more would leave too little memory to work off what is there. */
export type LeaveRoom = (bytes: number) => Promise<void>;

/** Asks Redis for its memory every two seconds at most, unless much is added. */
export function createLeaveRoom(redis: Redis, now: () => number = () => performance.now()): LeaveRoom {
  let told: Promise<Memory> | null = null;
  let toldAt = 0;
  let sent = 0;

  async function ask(): Promise<Memory> {
    const asking = readMemory(redis);
    told = asking;
    toldAt = now();
    sent = 0;
    return asking.catch((thrown: unknown) => {
      // No answer that the next could believe.
      if (told === asking) told = null;
      throw thrown;
    });
  }

  const isLeft = ({ allowed, used }: Memory, bytes: number) => used + bytes * GROWS <= allowed * FOR_ADDING;

  return async (bytes) => {
    const isFresh = told !== null && now() - toldAt <= FRESH_MS;
    let memory = await (isFresh && told ? told : ask());
    const room = memory.allowed * FOR_ADDING - memory.used;
    if (isLeft(memory, bytes) && (sent + bytes) * GROWS > room * BELIEVED_SHARE) memory = await ask();
    if (!isLeft(memory, bytes)) throw full(memory);
    sent += bytes;
  };
}

type Memory = { readonly used: number; readonly allowed: number };

async function readMemory(redis: Redis): Promise<Memory> {
  const told = parseInfo(await redis.info('memory'));
  const number = (name: string) => Number(told.get(name) ?? 0);
  const allowed = number('maxmemory');
  return {
    // Without a limit, or one that is told, Redis takes what the machine has.
    allowed: allowed > 0 ? allowed : Number.POSITIVE_INFINITY,
    // What waits to be written to the disk is not counted by Redis either when it refuses.
    used: number('used_memory') - number('mem_not_counted_for_evict'),
  };
}

const full = ({ used, allowed }: Memory) =>
  new Failure(
    'unavailable',
    'queue.full',
    `The queue (Redis) takes no more work: ${inMegabytes(used)} of its ${inMegabytes(allowed)} MB of memory are used, and the rest is for working off what is there. It goes on by itself; raise maxmemory when this happens often.`,
    { details: { used, allowed } },
  );

const inMegabytes = (bytes: number) => Math.ceil(bytes / 2 ** 20);

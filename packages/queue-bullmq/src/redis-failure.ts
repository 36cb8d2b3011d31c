import { Failure, isFailure } from '@diachi/domain';
import { ReplyError } from 'ioredis';

// What Redis answers for a while: it loads its data, is full, is no longer the master, wants a password. Anything else it refuses is our mistake.
const MAY_PASS =
  /^(LOADING|OOM|MISCONF|READONLY|MASTERDOWN|NOREPLICAS|CLUSTERDOWN|TRYAGAIN|BUSY|NOAUTH|WRONGPASS|NOPERM|UNKILLABLE|ERR max number of clients|ERR invalid password|ERR AUTH)/;

/** Failures of the server and of the way there become `queue.unavailable`; mistakes of our own stay what they are. */
export function redisFailure(thrown: unknown): unknown {
  if (isFailure(thrown)) return thrown;
  if (isRefusal(thrown) && !MAY_PASS.test(thrown.message)) return thrown;
  return new Failure(
    'unavailable',
    'queue.unavailable',
    'The queue (Redis) cannot be reached or takes nothing. Check that it runs and has memory left; what was asked can be asked again.',
    { cause: thrown },
  );
}

const isRefusal = (thrown: unknown): thrown is Error => thrown instanceof Error && thrown instanceof ReplyError;

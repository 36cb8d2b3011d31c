import { Failure, isFailure } from '@diachi/domain';
import { ReplyError } from 'ioredis';

// What Redis answers for a while: it loads its data, is no longer the master, wants a password. Anything else it refuses is our mistake.
const MAY_PASS =
  /^(LOADING|MISCONF|READONLY|MASTERDOWN|NOREPLICAS|CLUSTERDOWN|TRYAGAIN|BUSY|NOAUTH|WRONGPASS|NOPERM|UNKILLABLE|ERR max number of clients|ERR invalid password|ERR AUTH)/;

/** Failures of the server and of the way there become `queue.unavailable`, want of memory `queue.full`; mistakes of our own stay what they are. */
export function redisFailure(thrown: unknown): unknown {
  if (isFailure(thrown)) return thrown;
  if (isRefusal(thrown)) {
    const reasons = reasonsOf(thrown);
    if (reasons.some((reason) => /\bOOM\b/.test(reason))) return full(thrown);
    if (!reasons.some((reason) => MAY_PASS.test(reason))) return thrown;
  }
  return new Failure(
    'unavailable',
    'queue.unavailable',
    'The queue (Redis) cannot be reached or takes nothing. Check that it runs; what was asked can be asked again.',
    { cause: thrown },
  );
}

const full = (cause: unknown) =>
  new Failure(
    'unavailable',
    'queue.full',
    'The queue (Redis) has no memory left, and no work can be taken or written down. Raise its maxmemory, or remove what else it holds; the work goes on by itself.',
    { cause },
  );

const isRefusal = (thrown: unknown): thrown is Error => thrown instanceof Error && thrown instanceof ReplyError;

/** Of a transaction that was not carried out, what was refused of it counts. */
function reasonsOf(refusal: Error): readonly string[] {
  const { previousErrors } = refusal as { previousErrors?: unknown };
  const before = Array.isArray(previousErrors) ? previousErrors : [];
  return [refusal, ...before].flatMap((each: unknown) => (each instanceof Error ? [each.message] : []));
}

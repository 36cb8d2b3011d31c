import { Failure } from '@diachi/domain';
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { createBoundedCounts } from './bounded-counts.ts';

/** Whoever asks from more addresses than this has as many tries as addresses anyway. */
const MOST_COUNTED = 100_000;

export type RateLimit = {
  readonly limit: number;
  readonly windowMs: number;
  /** Whom or what is counted; the address of the sender when not given. */
  readonly key?: (request: Request) => string;
  /** Only what ends in a refusal counts. */
  readonly onlyFailed?: boolean;
  /** What is said to whoever asks too often; `access.too-many-tries` when not given. */
  readonly refuse?: (request: Request) => Failure;
};

/**
 * Passes `access.too-many-tries` on when there were too many; answers say when to come back. Counted in memory, from zero at each start, and of a
 * hundred thousand at a time.
 */
export const limitRate = (rate: RateLimit): RequestHandler => {
  const { limit, windowMs, key = senderOf, onlyFailed = false, refuse = () => tooManyTries(windowMs) } = rate;
  return rateLimit({
    limit,
    windowMs,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    skipSuccessfulRequests: onlyFailed,
    keyGenerator: key,
    store: createBoundedCounts(MOST_COUNTED),
    handler: (request, _response, next) => next(refuse(request)),
  });
};

function tooManyTries(windowMs: number): Failure {
  const minutes = Math.ceil(windowMs / 60_000);
  const message = `Too many tries. Wait ${minutes} minutes and try again.`;
  return new Failure('unavailable', 'access.too-many-tries', message, { details: { minutes } });
}

/** The address a request comes from; of IPv6 the network, in which one sender has as many addresses as they like. */
export const senderOf = (request: Request): string => ipKeyGenerator(request.ip ?? '');

import { Failure, type FailureNote, isFailure, noteFailure } from '@diachi/domain';

/** What somebody asked for, or why it cannot be had for the moment. */
export type OrAway<Value> =
  | { readonly value: Value; readonly away: null }
  | { readonly value: null; readonly away: FailureNote };

type AwayRules = {
  /** Whether a page goes on without it; whatever else fails is thrown. */
  readonly isAway: (note: FailureNote) => boolean;
  /** Waited for so long; then it is as if it had failed with `tooSlow`. */
  readonly limitMs: number;
  readonly tooSlow: () => Failure;
};

/** For what a page can be shown without: the rest of it is not held up. */
async function orAway<Value>(asked: Promise<Value>, { isAway, limitMs, tooSlow }: AwayRules): Promise<OrAway<Value>> {
  const { promise: limit, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(tooSlow()), limitMs);
  try {
    return { value: await Promise.race([asked, limit]), away: null };
  } catch (thrown) {
    if (isFailure(thrown) && thrown.kind === 'unavailable' && isAway(noteFailure(thrown))) {
      return { value: null, away: noteFailure(thrown) };
    }
    throw thrown;
  } finally {
    clearTimeout(timer);
  }
}

/** For what the search finds. */
export const searchOrAway = <Value>(asked: Promise<Value>, limitMs = SEARCH_LIMIT_MS): Promise<OrAway<Value>> =>
  orAway(asked, {
    isAway: ({ code }) => code.startsWith('search.'),
    limitMs,
    tooSlow: () => new Failure('unavailable', 'search.unavailable', 'The search index does not answer in time.'),
  });

/** For how the work goes. Whatever is away of it, readers read and archivists see everything else. */
export const workOrAway = <Value>(asked: Promise<Value>): Promise<OrAway<Value>> =>
  orAway(asked, {
    isAway: () => true,
    limitMs: WORK_LIMIT_MS,
    tooSlow: () => new Failure('unavailable', 'upload.unavailable', 'How the work goes is not told in time.'),
  });

const SEARCH_LIMIT_MS = 5_000;
const WORK_LIMIT_MS = 6_000;

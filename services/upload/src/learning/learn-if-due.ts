import { isFailure } from '@diachi/domain';
import type { WorkTools } from '../work-tools.ts';
import { readLearned } from './kept-learned.ts';
import { learningDue } from './learning-due.ts';

/** What could not be learned is tried again after so long. */
const AGAIN_AFTER_MS = 10 * 60_000;

/** Makes what the steward does now and then: has the library learn when there is reason to, and what is only new when nothing else is being done. */
export function createLearnIfDue(
  { catalogue, store, queue, clock }: Pick<WorkTools, 'catalogue' | 'store' | 'queue' | 'clock'>,
  startLearning: () => Promise<unknown>,
): () => Promise<void> {
  let noSoonerMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const nowMs = clock().getTime();
    if (nowMs < noSoonerMs) return;
    const due = learningDue(await readLearned(store), await catalogue.trustedText());
    if (due === 'no' || (due === 'when-idle' && (await queue.depth()).running > 0)) return;
    noSoonerMs = nowMs + AGAIN_AFTER_MS;
    await startLearning().catch((thrown: unknown) => {
      if (!isFailure(thrown) || thrown.code !== 'learning.running') throw thrown;
    });
  };
}

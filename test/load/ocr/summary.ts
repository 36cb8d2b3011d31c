import type { ErrorCount, TextErrors } from './character-error.ts';
import type { Run } from './run-readers.ts';

/** Figures of several pages together: errors in per cent of all their characters or words, costs in the mean. */
export type Summary = {
  readonly pages: number;
  readonly characterError: number;
  readonly wordError: number;
  /** Characters whose letter is right and whose mark is wrong. */
  readonly toneError: number;
  /** Words that are missing or made up, however they are ordered: 1 − F1. */
  readonly anyOrderError: number;
  readonly cpu: number;
  readonly seconds: number;
};

/** Pages without text tell nothing of errors; what was read on them is counted elsewhere. */
export function summarise(runs: readonly Run[]): Summary {
  const texts = runs.filter(({ trueKind }) => trueKind === 'text');
  const errors = texts.map((run) => run.errors);
  const characterError = share(errors, ({ characters }) => characters);
  const shared = sum(errors, ({ anyOrder }) => anyOrder.shared);
  const words = sum(errors, ({ anyOrder }) => anyOrder.wanted + anyOrder.found);
  return {
    pages: runs.length,
    characterError,
    wordError: share(errors, (one) => one.words),
    toneError: characterError - share(errors, ({ bare }) => bare),
    anyOrderError: words === 0 ? 0 : 100 * (1 - (2 * shared) / words),
    cpu: sum(runs, ({ cpu }) => cpu) / Math.max(1, runs.length),
    seconds: sum(runs, ({ seconds }) => seconds) / Math.max(1, runs.length),
  };
}

const share = (errors: readonly TextErrors[], of: (one: TextErrors) => ErrorCount) => {
  const all = sum(errors, (one) => of(one).of);
  return all === 0 ? 0 : (100 * sum(errors, (one) => of(one).edits)) / all;
};

export const sum = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((total, item) => total + of(item), 0);

import type { KnownStep, Step } from '@diachi/jobs';
import type { WaitingStep } from './waiting-step.ts';

type Place = { readonly step: Step; readonly dependent: WaitingStep | null };

/** A tree that was read: its root, what is known of each of its steps, and whether a person waits for it. */
export type ReadTree = { readonly root: Step; readonly steps: readonly KnownStep[]; readonly isUrgent: boolean };

/**
 * Adds a tree to what is known and returns the steps that are new. A step that waits or runs already is not taken twice, nor is
 * what it waits for: the step above it is hung on the one that is there.
 */
export function takeTree({ root, steps, isUrgent }: ReadTree, known: Map<string, WaitingStep>): readonly WaitingStep[] {
  const read = new Map(steps.map((each) => [each.step, each]));
  const taken: WaitingStep[] = [];
  // Depth first: a step below one that is known by now must not be taken before it.
  const way: Place[] = [{ step: root, dependent: null }];
  for (let here = way.pop(); here; here = way.pop()) {
    const { step, dependent } = here;
    const there = known.get(step.id);
    const one = there ?? newStep(read.get(step), isUrgent);
    if (dependent) {
      one.dependents.push(dependent);
      dependent.stepsBefore++;
    }
    if (there) continue;
    known.set(step.id, one);
    taken.push(one);
    // Backwards, so that the first is on top and pages keep their order.
    for (const before of step.after.toReversed()) way.push({ step: before, dependent: one });
  }
  return taken;
}

function newStep(known: KnownStep | undefined, isUrgent: boolean): WaitingStep {
  if (!known) throw new Error('The tree was not read before it was taken.');
  return {
    ...known,
    isUrgent,
    stepsBefore: 0,
    dependents: [],
    attempt: 1,
    isOver: false,
    callOff: null,
    stop: null,
  };
}

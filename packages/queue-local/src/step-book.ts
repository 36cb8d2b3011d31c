import type { Step } from '@diachi/jobs';
import { type ReadTree, takeTree } from './take-tree.ts';
import type { WaitingStep } from './waiting-step.ts';

/** Every step that waits or runs, by its id and by its group. */
export type StepBook = {
  readonly size: () => number;
  /** Takes what is new of a tree and returns the steps nothing has to be done before. */
  take(tree: ReadTree): readonly WaitingStep[];
  /** Whether a step, or one it waits for, is in the book. */
  hasAnyOf(step: Step): boolean;
  steps(): Iterable<WaitingStep>;
  /** Crosses out a step that is done and returns those that waited for nothing else. */
  finish(step: WaitingStep): readonly WaitingStep[];
  /** Crosses out a step that will not be done, and every step that waits for it. */
  giveUp(step: WaitingStep): void;
  /** Crosses out a group. */
  drop(group: string): void;
  /** Crosses out what does not run. */
  forgetWaiting(): void;
};

/** `noteEnding` is told the group of the root of each tree that ends: is done, given up or dropped. */
export function createStepBook(noteEnding: (group: string) => void): StepBook {
  const byId = new Map<string, WaitingStep>();
  const byGroup = new Map<string, Set<WaitingStep>>();

  function crossOut(step: WaitingStep): void {
    step.isOver = true;
    step.callOff?.();
    byId.delete(step.step.id);
    const group = byGroup.get(step.group);
    group?.delete(step);
    if (group?.size === 0) byGroup.delete(step.group);
  }

  function giveUp(failed: WaitingStep): void {
    const hopeless = [failed];
    for (let step = hopeless.pop(); step; step = hopeless.pop()) {
      if (step.isOver) continue;
      crossOut(step);
      if (step.dependents.length === 0) noteEnding(step.group);
      hopeless.push(...step.dependents);
    }
  }

  return {
    size: () => byId.size,

    steps: () => byId.values(),

    hasAnyOf(root) {
      const way = [root];
      for (let step = way.pop(); step; step = way.pop()) {
        if (byId.has(step.id)) return true;
        way.push(...step.after);
      }
      return false;
    },

    take(tree) {
      const taken = takeTree(tree, byId);
      for (const step of taken) {
        const group = byGroup.get(step.group);
        if (group) group.add(step);
        else byGroup.set(step.group, new Set([step]));
      }
      return taken.filter((step) => step.stepsBefore === 0);
    },

    finish(step) {
      crossOut(step);
      if (step.dependents.length === 0) noteEnding(step.group);
      for (const dependent of step.dependents) dependent.stepsBefore--;
      return step.dependents.filter((dependent) => !dependent.isOver && dependent.stepsBefore === 0);
    },

    giveUp,
    drop: (group) => {
      noteEnding(group);
      [...(byGroup.get(group) ?? [])].forEach(giveUp);
    },
    forgetWaiting: () => [...byId.values()].filter((step) => !step.stop).forEach(crossOut),
  };
}

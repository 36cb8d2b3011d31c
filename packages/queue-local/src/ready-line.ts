import type { WaitingStep } from './waiting-step.ts';

/** Steps that can be delivered, in the order in which they will be. */
export type ReadyLine = {
  push(step: WaitingStep): void;
  /** Undefined when nobody waits. */
  next(): WaitingStep | undefined;
};

type Line = { readonly steps: WaitingStep[]; taken: number };

/** What is urgent first, then by priority; within one priority the groups take turns, and within a group it is first come, first served. */
export function createReadyLine(): ReadyLine {
  const urgent = createBand();
  const others = createBand();
  return {
    push: (step) => (step.isUrgent ? urgent : others).push(step),
    next: () => urgent.next() ?? others.next(),
  };
}

function createBand(): ReadyLine {
  // A `Map` keeps its order: the first group is the one whose turn it is.
  const turns = new Map<number, Map<string, Line>>();
  let priorities: readonly number[] = [];

  function groupsOf(priority: number): Map<string, Line> {
    const known = turns.get(priority);
    if (known) return known;
    const groups = new Map<string, Line>();
    turns.set(priority, groups);
    priorities = [...turns.keys()].sort((one, other) => one - other);
    return groups;
  }

  return {
    push(step) {
      const groups = groupsOf(step.job.priority);
      const line = groups.get(step.group);
      if (line) line.steps.push(step);
      else groups.set(step.group, { steps: [step], taken: 0 });
    },

    next() {
      for (const priority of priorities) {
        const step = takeTurn(groupsOf(priority));
        if (step) return step;
      }
      return undefined;
    },
  };
}

function takeTurn(groups: Map<string, Line>): WaitingStep | undefined {
  for (const [group, line] of groups) {
    groups.delete(group);
    const step = takeFirst(line);
    if (!step) continue;
    if (line.taken < line.steps.length) groups.set(group, line);
    return step;
  }
  return undefined;
}

// Counting what was taken instead of shifting: a line of 20,000 would be moved 20,000 times.
function takeFirst(line: Line): WaitingStep | undefined {
  while (line.taken < line.steps.length) {
    const step = line.steps[line.taken++];
    if (step && !step.isOver) return step;
  }
  return undefined;
}

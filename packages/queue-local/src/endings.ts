/** What is known of how often trees of each group have ended. */
export type Endings = {
  /** A number that does not grow while nothing of any group ends. */
  now(): number;
  note(group: string): void;
  /** Whether a tree of the group has ended since `now` answered this. */
  hasEndedSince(group: string, then: number): boolean;
};

/** So many groups are told apart; of those that ended longest ago it is only known that they all did before the others. */
const TOLD_APART = 10_000;

export function createEndings(toldApart = TOLD_APART): Endings {
  const lastOf = new Map<string, number>();
  let count = 0;
  let forgotten = 0;
  return {
    now: () => count,
    note(group) {
      lastOf.delete(group);
      lastOf.set(group, ++count);
      const [oldest] = lastOf;
      if (!oldest || lastOf.size <= toldApart) return;
      lastOf.delete(oldest[0]);
      forgotten = oldest[1];
    },
    hasEndedSince: (group, then) => (lastOf.get(group) ?? forgotten) > then,
  };
}

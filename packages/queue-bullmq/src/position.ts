/** A place in the stream of events, as Redis writes it: milliseconds and a number. */
export type Position = string;

export const START: Position = '0-0';

/** Whether one place comes after another. */
export function isAfter(one: Position, other: Position): boolean {
  const [oneMs = 0, oneNumber = 0] = one.split('-').map(Number);
  const [otherMs = 0, otherNumber = 0] = other.split('-').map(Number);
  return oneMs === otherMs ? oneNumber > otherNumber : oneMs > otherMs;
}

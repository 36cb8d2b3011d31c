import type { FailureNote } from './failure.ts';

/*
 * Readers of what was parsed from JSON and is not trusted yet. Each throws a plain `Error` that says what is wrong;
 * whoever reads the whole object turns it into the one `Failure` its callers know.
 */

type Fields = Readonly<Record<string, unknown>>;

/** The fields of an object. */
export function fieldsOf(raw: unknown): Fields {
  if (typeof raw === 'object' && raw !== null && !Array.isArray(raw)) return raw as Fields;
  throw new Error('something that should have fields has none');
}

/** Every entry of a list, read one by one. */
export function listOf<Entry>(raw: unknown, read: (entry: unknown, place: number) => Entry): readonly Entry[] {
  if (Array.isArray(raw)) return raw.map(read);
  throw new Error('something that should be a list is not');
}

export function textOf(raw: unknown): string {
  if (typeof raw === 'string') return raw;
  throw new Error('something that should be text is not');
}

/** A moment as this program writes it: ISO 8601, UTC, to the millisecond. Lists are ordered by such text. */
export function timeOf(raw: unknown): string {
  const time = textOf(raw);
  if (/^\d{4}-/.test(time) && new Date(time).toJSON() === time) return time;
  throw new Error('something that should be a time like 2026-11-23T08:00:00.000Z is not');
}

/** A finite number, not less than the least allowed. */
export function countOf(raw: unknown, least: number): number {
  if (typeof raw === 'number' && Number.isFinite(raw) && raw >= least) return raw;
  throw new Error(`something that should be a number from ${least} is not`);
}

/** A share of a whole, from 0 to 1. */
export function shareOf(raw: unknown): number {
  const share = countOf(raw, 0);
  if (share <= 1) return share;
  throw new Error(`${share} is no share from 0 to 1`);
}

export function yesOrNoOf(raw: unknown): boolean {
  if (typeof raw === 'boolean') return raw;
  throw new Error('something that should be yes or no is neither');
}

/** A whole number that can be counted with, not less than the least allowed. */
export function wholeOf(raw: unknown, least: number): number {
  const count = countOf(raw, least);
  if (Number.isSafeInteger(count)) return count;
  throw new Error(`${count} should be a whole number`);
}

export function oneOf<const Choice extends string>(raw: unknown, choices: readonly Choice[]): Choice {
  const choice = choices.find((known) => known === raw);
  if (choice !== undefined) return choice;
  throw new Error(`“${String(raw)}” is not one of ${choices.join(', ')}`);
}

/** Null where null is written, and only there. */
export const orNull = <Value>(raw: unknown, read: (raw: unknown) => Value): Value | null =>
  raw === null ? null : read(raw);

/** A failure as it was noted; of its details only what a message can be filled with. */
export function noteOf(raw: unknown): FailureNote {
  const note = fieldsOf(raw);
  const details = Object.entries(fieldsOf(note['details'])).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return {
    kind: oneOf(note['kind'], ['invalid', 'missing', 'conflict', 'unavailable', 'bug'] as const),
    code: textOf(note['code']),
    message: textOf(note['message']),
    details: Object.fromEntries(details),
  };
}

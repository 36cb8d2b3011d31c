import { type FailureDetails, fieldsOf, listOf, textOf, wholeOf } from '@diachi/domain';

/** One thing that was found not to be as it should; its code has words like a failure's. */
export type Finding = { readonly code: string; readonly message: string; readonly details: FailureDetails };

export type InspectionCounts = {
  readonly documents: number;
  readonly objects: number;
  /** Documents the search index holds. */
  readonly indexed: number;
  readonly repaired: number;
  readonly problems: number;
};

export type Found = {
  readonly counts: InspectionCounts;
  /** The first few hundred; `counts` counts them all. */
  readonly repaired: readonly Finding[];
  /** What only a person can put right, the first few hundred. */
  readonly problems: readonly Finding[];
};

/** What came of comparing catalogue, store and search index. */
export type Inspection = Found & {
  readonly version: 1;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  readonly endedAt: string;
};

type Fields = Readonly<Record<string, unknown>>;

/** Reads what was parsed from JSON. Throws a plain error. */
export const inspectionOf = (raw: Fields): Inspection => ({
  version: 1,
  startedAt: textOf(raw['startedAt']),
  endedAt: textOf(raw['endedAt']),
  ...foundOf(raw),
});

/** The same. */
export function foundOf(raw: Fields): Found {
  const counts = fieldsOf(raw['counts']);
  const count = (name: keyof InspectionCounts) => wholeOf(counts[name], 0);
  return {
    counts: {
      documents: count('documents'),
      objects: count('objects'),
      indexed: count('indexed'),
      repaired: count('repaired'),
      problems: count('problems'),
    },
    repaired: listOf(raw['repaired'], parseFinding),
    problems: listOf(raw['problems'], parseFinding),
  };
}

/** The same. */
export function parseFinding(raw: unknown): Finding {
  const { code, message, details } = fieldsOf(raw);
  const known = Object.entries(fieldsOf(details)).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  return { code: textOf(code), message: textOf(message), details: Object.fromEntries(known) };
}

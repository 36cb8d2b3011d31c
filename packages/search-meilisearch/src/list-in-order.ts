import type { Meilisearch } from 'meilisearch';
import { type Condition, isAfter } from './filter.ts';

const AT_ONCE = 1_000;

export type Listing<Entry, By extends Extract<keyof Entry, string>> = {
  readonly index: string;
  /** No two of the entries may share its value; it has to be sortable and comparable. */
  readonly by: By;
  readonly conditions?: readonly Condition[];
  readonly fields: readonly Extract<keyof Entry, string>[];
  /** Only what comes after this value. */
  readonly after?: string | number;
};

/**
 * Every entry that meets the conditions, in the order of an attribute, a stretch at a time. Each stretch begins after the last entry
 * of the one before, not at a number of entries to pass over: that would miss one for each that is removed meanwhile.
 */
export async function* listInOrder<
  Entry extends Readonly<Record<By, string | number>>,
  By extends Extract<keyof Entry, string>,
>(
  read: <Result>(ask: (reader: Meilisearch) => Promise<Result>) => Promise<Result>,
  { index, by, conditions = [], fields, after }: Listing<Entry, By>,
): AsyncGenerator<readonly Entry[]> {
  const asked = {
    fields: [...new Set<Extract<keyof Entry, string>>([by, ...fields])],
    sort: [`${by}:asc`],
    limit: AT_ONCE,
  };
  let behind: readonly Condition[] = after === undefined ? [] : [isAfter(by, after)];
  for (;;) {
    const filter = [...conditions, ...behind];
    const { results } = await read((reader) =>
      reader.index(index).getDocuments<Entry>({ ...asked, ...(filter.length > 0 && { filter }) }),
    );
    const last = results.at(-1);
    if (!last) return;
    yield results;
    if (results.length < AT_ONCE) return;
    behind = [isAfter(by, last[by])];
  }
}

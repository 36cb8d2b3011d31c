import type { Catalogue, SearchIndex } from '@diachi/ports';
import type { WebLog } from '@diachi/web';

export type IndexForeignTools = {
  readonly catalogue: Pick<
    Catalogue,
    'foreignToIndex' | 'setForeignIndexed' | 'countForeignIndexed' | 'forgetForeignIndexed' | 'locks'
  >;
  readonly index: Pick<SearchIndex, 'putRecords' | 'removeRecords' | 'countRecords'>;
  readonly log: Pick<WebLog, 'warn'>;
  readonly clock: () => Date;
};

const AT_ONCE = 500;
/** One at a time in the whole library: what is put in last is what the catalogue says last. */
const LOCK = 'foreign-index';

/** Puts records of other repositories into the search index, and takes out those that are gone, until the index holds what the catalogue says. */
export async function indexForeign({ catalogue, index, clock }: IndexForeignTools, signal: AbortSignal): Promise<void> {
  for (let count = AT_ONCE; count === AT_ONCE; ) {
    signal.throwIfAborted();
    count = await catalogue.locks.inOrder(LOCK, async () => {
      const records = await catalogue.foreignToIndex(AT_ONCE);
      if (records.length === 0) return 0;
      const there = records.filter(({ isGone }) => !isGone);
      await index.putRecords(
        // The day it changed there stands for the day it came: what is newest there is newest here.
        there.map(({ id, source, record, datestamp }) => ({
          id,
          source,
          record,
          receivedAt: cameAt(datestamp, clock()),
        })),
      );
      await index.removeRecords(records.filter(({ isGone }) => isGone).map(({ id }) => id));
      await catalogue.setForeignIndexed(records.map(({ id, version }) => ({ id, version })));
      return records.length;
    });
  }
}

/** ISO 8601, UTC. A day to come would put it before everything that is new for good; what is no day stands last. */
function cameAt(datestamp: string, now: Date): string {
  const atMs = Date.parse(datestamp) || 0;
  return new Date(Math.min(atMs, now.getTime())).toISOString();
}

/** The same, after a look whether the index has lost some, which somebody may empty at any time. */
export async function mendForeignIndex(tools: IndexForeignTools, signal: AbortSignal): Promise<void> {
  const { catalogue, index, log } = tools;
  await catalogue.locks.inOrder(LOCK, async () => {
    const expected = await catalogue.countForeignIndexed();
    if (expected === 0) return;
    const records = await index.countRecords();
    if (records >= expected) return;
    log.warn({ records, expected }, 'the search index lacks records of other repositories, which are put in again');
    await catalogue.forgetForeignIndexed();
  });
  await indexForeign(tools, signal);
}

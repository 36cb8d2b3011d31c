import type { DocumentRecord } from '@diachi/domain';
import { tokenize } from '@diachi/vietnamese';
import type { OpenedIndex } from './opened-index.ts';
import { recordWords } from './record-words.ts';
import { PAGES_PER_DOCUMENT } from './schema.ts';
import { transact } from './transaction.ts';

/** Few enough that a search that comes meanwhile hardly waits. */
const PAGES_AT_ONCE = 16;

export type Sweep = {
  /** Takes a few pages of documents nobody sees any more out of the file. False when there was nothing to take. */
  step(): boolean;
  /** Documents a former process began and did not finish are nobody's. Before the first `begin`. */
  disown(): void;
};

export function createSweep({ database, texts, vocabulary }: OpenedIndex): Sweep {
  const disown = database.prepare(`UPDATE documents SET state = 'gone' WHERE state = 'staged'`);
  const next = database.prepare(`SELECT number, record FROM documents WHERE state = 'gone' LIMIT 1`);
  const dropFolded = database.prepare('DELETE FROM folded WHERE rowid = ?');
  const dropExact = database.prepare('DELETE FROM exact WHERE rowid = ?');
  const hasRecord = database.prepare('SELECT rowid FROM records WHERE rowid = ?');
  const dropRecord = database.prepare('DELETE FROM records WHERE rowid = ?');
  const dropDocument = database.prepare('DELETE FROM documents WHERE number = ?');

  const dropPages = (number: number): number => {
    const from = number * PAGES_PER_DOCUMENT;
    const pages = texts.first(from, from + PAGES_PER_DOCUMENT - 1, PAGES_AT_ONCE);
    for (const { place } of pages) {
      dropFolded.run(place);
      dropExact.run(place);
      texts.drop(place);
    }
    vocabulary.count(
      pages.map((page) => tokenize(page.text)),
      -1,
    );
    return pages.length;
  };
  const dropRest = (number: number, written: string): void => {
    if (hasRecord.get(number)) {
      dropRecord.run(number);
      vocabulary.count([recordWords(JSON.parse(written) as DocumentRecord).words], -1);
    }
    dropDocument.run(number);
  };

  return {
    disown: () => disown.run(),
    step: () =>
      transact(database, () => {
        const [number, record] = next.get() ?? [];
        if (number === undefined) return false;
        if (dropPages(Number(number)) === 0) dropRest(Number(number), String(record));
        return true;
      }),
  };
}

import type { DocumentRecord, SourceCode } from '@diachi/domain';
import { type IndexedDocument, type IndexedPage, RECORD_FIELDS } from '@diachi/ports';
import type { OpenedIndex } from './opened-index.ts';
import { recordWords } from './record-words.ts';
import { searchUnavailable } from './sqlite-trouble.ts';
import type { ThreadCalls } from './thread-calls.ts';
import { transact } from './transaction.ts';
import { preparePageWriter } from './write-pages.ts';

/** The last number given to a document in this thread. It only rises, also when the file is emptied: a number means one document. */
export type LastNumber = { value: number };

export type DocumentWriter = Pick<
  ThreadCalls,
  'putWhole' | 'putRecords' | 'removeRecords' | 'begin' | 'add' | 'publish' | 'abandon' | 'remove'
>;

export function createDocumentWriter(index: OpenedIndex, lastNumber: LastNumber): DocumentWriter {
  const { database, documents, vocabulary, terms } = index;
  const { insert, staged, countPages, setState, shownUnder, insertRecord, highest } = prepareStatements(index);
  const writePages = preparePageWriter(index);

  const stagedRow = (number: number) => {
    const row = staged.get(number);
    if (row) return row;
    throw searchUnavailable('it was emptied while a document was being put in; put the document in again.');
  };
  const hideShown = (id: string): number | undefined => {
    const [number, record, source] = shownUnder.get(id) ?? [];
    if (number === undefined) return undefined;
    setState.run('gone', Number(number));
    if (source === null) terms.leave(Number(number), JSON.parse(String(record)) as DocumentRecord);
    return Number(number);
  };

  const begin = ({ id, receivedAt, record }: IndexedDocument, source: SourceCode | null = null): number => {
    lastNumber.value = Math.max(lastNumber.value, Number(highest.get()?.[0])) + 1;
    insert.run(lastNumber.value, id, receivedAt, JSON.stringify(record), source);
    return lastNumber.value;
  };
  const add = (number: number, pages: readonly IndexedPage[]): void => {
    stagedRow(number);
    writePages(number, pages);
    countPages.run(pages.length, number);
  };
  /** Answers what to change in memory once the file has it. */
  const publish = (number: number) => {
    const [id, receivedAt, written, pages, from] = stagedRow(number);
    const source = from === null ? null : (String(from) as SourceCode);
    const record = JSON.parse(String(written)) as DocumentRecord;
    const { words, folded, exact } = recordWords(record);
    insertRecord.run(number, ...RECORD_FIELDS.map((field) => folded[field]), exact);
    vocabulary.count([words], 1);
    const replaced = hideShown(String(id));
    // Only what is ours can be leafed through.
    if (source === null) terms.enter(number, record);
    setState.run('shown', number);
    return () => {
      if (replaced !== undefined) documents.hide(replaced);
      documents.show(number, Number(pages), String(receivedAt), record, source);
    };
  };
  const lasting = <Result>(write: () => Result) => transact(database, write, { isLasting: true });

  return {
    begin: (document) => transact(database, () => begin(document)),
    add: (number, pages) => transact(database, () => add(number, pages)),
    publish: (number) => lasting(() => publish(number))(),
    putWhole(document, pages) {
      const show = lasting(() => {
        const number = begin(document);
        add(number, pages);
        return publish(number);
      });
      show();
    },
    putRecords(records) {
      const show = lasting(() => records.map((record) => publish(begin(record, record.source))));
      for (const showOne of show) showOne();
    },
    removeRecords(ids) {
      const hidden = lasting(() => ids.map(hideShown));
      for (const number of hidden) if (number !== undefined) documents.hide(number);
    },
    abandon: (number) => transact(database, () => setState.run('gone', number)),
    remove(id) {
      const hidden = lasting(() => hideShown(id));
      if (hidden !== undefined) documents.hide(hidden);
    },
  };
}

const prepareStatements = ({ database }: OpenedIndex) => ({
  highest: database.prepare('SELECT coalesce(max(number), 0) FROM documents'),
  insert: database.prepare(
    `INSERT INTO documents (number, id, state, received_at, record, source) VALUES (?, ?, 'staged', ?, ?, ?)`,
  ),
  staged: database.prepare(
    `SELECT id, received_at, record, pages, source FROM documents WHERE number = ? AND state = 'staged'`,
  ),
  countPages: database.prepare('UPDATE documents SET pages = pages + ? WHERE number = ?'),
  setState: database.prepare('UPDATE documents SET state = ? WHERE number = ?'),
  shownUnder: database.prepare(`SELECT number, record, source FROM documents WHERE id = ? AND state = 'shown'`),
  insertRecord: database.prepare(
    `INSERT INTO records (rowid, ${RECORD_FIELDS.join(', ')}, exact) VALUES (?, ${RECORD_FIELDS.map(() => '?').join(', ')}, ?)`,
  ),
});

import { parentPort, workerData } from 'node:worker_threads';
import { noteFailure } from '@diachi/domain';
import { type DiscardReason, openIndexFile, startAgain } from './index-file.ts';
import type { Database } from './open-database.ts';
import { searchFull, searchUnavailable, troubleOf } from './sqlite-trouble.ts';
import type { CallMessage, ThreadCalls, ThreadMessage } from './thread-calls.ts';
import { createThreadIndex, type ThreadIndex } from './thread-index.ts';

// The body of the one thread that owns an index file. It answers calls in the order they come and tidies when there are none.

const { path } = workerData as { readonly path: string };
const tell = (message: ThreadMessage) => parentPort?.postMessage(message);
const discarded = (reason: DiscardReason) => tell({ kind: 'discarded', reason });

const lastNumber = { value: 0 };
let database: Database;
let index: ThreadIndex;
let sweeping: NodeJS.Immediate | undefined;

try {
  open();
  tell({ kind: 'opened' });
  parentPort?.on('message', answer);
  sweepLater();
} catch (thrown) {
  tell({ kind: 'not-opened', failure: noteFailure(thrown) });
}

function open(): void {
  const opened = openIndexFile(path);
  if (opened.discarded) discarded(opened.discarded);
  try {
    use(opened.database);
  } catch (thrown) {
    if (troubleOf(thrown) !== 'damaged') throw thrown;
    replaceFile();
    discarded('damaged');
  }
}

function use(opened: Database): void {
  database = opened;
  index = createThreadIndex(opened, lastNumber);
}

function answer({ id, name, args }: CallMessage): void {
  try {
    const call = calls()[name] as (...args: readonly unknown[]) => unknown;
    tell({ kind: 'answer', id, value: call(...args) });
    if (name === 'close') parentPort?.close();
    else sweepLater();
  } catch (thrown) {
    tell({ kind: 'failed', id, failure: noteFailure(explain(thrown)) });
  }
}

const calls = (): ThreadCalls => ({
  ...index,
  clear: replaceFile,
  close() {
    clearImmediate(sweeping);
    database.close();
  },
});

function replaceFile(): void {
  database.close();
  use(startAgain(path));
}

/** A damaged file is thrown away at once, so that the next call finds an index that works, if an empty one. */
function explain(thrown: unknown): unknown {
  const trouble = troubleOf(thrown);
  if (trouble === 'bug') return thrown;
  if (trouble === 'full') return searchFull(thrown);
  const why = thrown instanceof Error ? thrown.message : String(thrown);
  if (trouble === 'unavailable') return searchUnavailable(`${why}.`, thrown);
  replaceFile();
  discarded('damaged');
  return searchUnavailable('its file was damaged and has been emptied; it has to be built again.', thrown);
}

/** One small step whenever no call waits: calls that came meanwhile are answered between two immediates. */
function sweepLater(): void {
  clearImmediate(sweeping);
  sweeping = setImmediate(() => {
    try {
      if (index.sweep()) sweepLater();
    } catch (thrown) {
      // Nobody asked for this step. A damaged file has been replaced; whatever else it was, the next call meets it and tells.
      explain(thrown);
    }
  });
}

import { type Document, type DocumentId, isFailure, keys } from '@diachi/domain';
import { indexDocumentJob } from '@diachi/jobs';
import { addFresh } from './add-fresh.ts';
import { concludeRefusal } from './conclude-refusal.ts';
import { documentIfThere } from './document-if-there.ts';
import { eachAtOnce } from './each-at-once.ts';
import { everyStretch } from './every-document.ts';
import { isAway } from './is-away.ts';
import { mendRecord } from './keep-record.ts';
import { isMoving, planWork } from './plan-work.ts';
import type { WorkTools } from './work-tools.ts';

/** Documents at a time: each asks several servers one after the other, and most of it is waiting. */
const AT_ONCE = 16;
/** Documents with a failure that are looked at; whatever is further back is found by the inspection. */
const LATEST_FAILURES = 200;
/** Clocks of several machines may be apart by this. */
const CLOCKS_APART_MS = 60_000;

export type ReconcileOptions = {
  /** Whether something told of a document is still to be written down: then it is left alone. */
  readonly isConcluding?: (id: DocumentId) => boolean;
  readonly signal?: AbortSignal;
  /** Nothing that failed or was refused before then, in milliseconds, is looked at: it was found to be whole. */
  readonly failuresSinceMs?: number;
};

export type Reconciled = {
  /** How many documents had work planned. */
  readonly planned: number;
  /** When all is whole that failed or was refused before then; null when something could not be reached. */
  readonly failuresSinceMs: number | null;
};

/**
 * Compares the catalogue's unfinished documents with the work in hand and plans what is missing: after a crash, a lost queue, a server
 * that was away, a full disk. Nothing is done twice by it, and any process may.
 */
export async function reconcile(tools: WorkTools, options: ReconcileOptions = {}): Promise<Reconciled> {
  const startMs = tools.clock().getTime();
  let planned = await planUnfinished(tools, options);
  const failures = await tools.catalogue.withFailure(LATEST_FAILURES);
  planned += await retryAway(tools, options, failures);
  const isWhole = await mendFailures(tools, options, failures);
  return { planned, failuresSinceMs: isWhole ? startMs - CLOCKS_APART_MS : null };
}

async function planUnfinished(tools: WorkTools, { isConcluding = () => false, signal }: ReconcileOptions) {
  let planned = 0;
  for await (const documents of everyStretch((stretch) => tools.catalogue.unfinished(stretch))) {
    await eachAtOnce(documents, AT_ONCE, async (document) => {
      if (signal?.aborted || isConcluding(document.id) || (await isMoving(tools.queue, document))) return;
      if (await tools.catalogue.locks.inOrder(document.id, () => planAgain(tools, document.id))) planned += 1;
    });
    if (signal?.aborted) return planned;
  }
  return planned;
}

/** What failed only because a server was away is taken up again when it answers, without a person. */
async function retryAway(
  tools: WorkTools,
  { signal }: ReconcileOptions,
  failures: readonly Document[],
): Promise<number> {
  let retried = 0;
  const retryAll = async (documents: readonly Document[]) => {
    await eachAtOnce(documents.filter(failedByAbsence), AT_ONCE, async ({ id }) => {
      if (signal?.aborted) return;
      const isPlanned = await inTurn(tools, id, async (document) => {
        // Mended first: where the store is still away, the failure stands.
        if (!failedByAbsence(document) || !(await isMended(tools, document))) return false;
        await tools.catalogue.retry(id);
        return planAgain(tools, id);
      });
      if (isPlanned) retried += 1;
    });
  };
  // Of published ones only a later reading can fail so: there are few.
  await retryAll(failures.filter(({ publishedRevision }) => publishedRevision > 0));
  for await (const documents of everyStretch((stretch) => tools.catalogue.documents({ states: ['failed'] }, stretch))) {
    await retryAll(documents);
  }
  return retried;
}

const failedByAbsence = ({ failure, state }: Document) =>
  failure !== null && state !== 'refused' && failure.job !== indexDocumentJob.name && isAway(failure);

/** A refusal that was broken off is ended, and a record that was changed after its document failed is kept. */
async function mendFailures(
  tools: WorkTools,
  { signal, failuresSinceMs = 0 }: ReconcileOptions,
  failures: readonly Document[],
): Promise<boolean> {
  let isWhole = true;
  const since = failures.filter(({ changedAt }) => Date.parse(changedAt) >= failuresSinceMs);
  await eachAtOnce(since, AT_ONCE, async ({ id }) => {
    const isDone =
      !signal?.aborted &&
      (await inTurn(tools, id, (document) =>
        document.state === 'refused' ? isRefusalOver(tools, document) : isMended(tools, document),
      ));
    isWhole &&= isDone !== false;
  });
  return isWhole;
}

/** Null when the document was removed since it was listed. */
const inTurn = <Result>(
  { catalogue }: WorkTools,
  id: DocumentId,
  work: (document: Document) => Promise<Result>,
): Promise<Result | null> =>
  catalogue.locks.inOrder(id, async () => {
    const document = await documentIfThere(catalogue, id);
    return document && work(document);
  });

const planAgain = (tools: WorkTools, id: DocumentId): Promise<boolean> =>
  addFresh(tools.queue, {}, async () => {
    const document = await documentIfThere(tools.catalogue, id);
    if (!document || document.state === 'refused' || (await isMoving(tools.queue, document))) return null;
    return (await isMended(tools, document)) ? planWork(tools, document) : null;
  });

/** False when the store is away: then the document waits for the next time. */
const isMended = (tools: WorkTools, document: Document): Promise<boolean> =>
  isReached(tools, document, async () => void (await mendRecord(tools.store, document)));

const isRefusalOver = (tools: WorkTools, document: Document): Promise<boolean> =>
  isReached(tools, document, () => endRefusal(tools, document).then(() => undefined));

/** Ends a refusal that was broken off and left something behind. Answers whether one was. */
export async function endRefusal(tools: WorkTools, document: Document): Promise<boolean> {
  const { failure, id } = document;
  if (!failure || !(await tools.store.has(keys.record(id)))) return false;
  await concludeRefusal(tools, document, failure);
  return true;
}

async function isReached({ log }: WorkTools, { id }: Document, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.kind !== 'unavailable') throw thrown;
    log.warn({ err: thrown, document: id }, 'what is kept of a document could not be mended yet');
    return false;
  }
}

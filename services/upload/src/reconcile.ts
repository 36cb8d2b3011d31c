import { type Document, type DocumentId, type DocumentState, isFailure, keys } from '@diachi/domain';
import { forgetRefused } from './forget-kept.ts';
import { mendRecord } from './keep-record.ts';
import { planWork } from './plan-work.ts';
import type { WorkTools } from './work-tools.ts';

const STRETCH = 200;

/**
 * Compares the catalogue with the work in hand and plans what is missing: after a crash, a lost queue, a full disk. Nothing is
 * done twice by it. Answers how many documents had work planned.
 */
export async function reconcile(tools: WorkTools): Promise<number> {
  const { queue, board } = tools;
  const { waiting, running } = await queue.depth();
  if (waiting + running === 0) board.forgetAll();

  let planned = 0;
  for await (const document of everyDocument(tools, ['received', 'reading', 'failed', 'published'])) {
    if (isAtRest(document)) continue;
    if (await tools.inOrder(document.id, () => planAgain(tools, document))) planned += 1;
  }
  for await (const document of everyDocument(tools, ['refused'])) {
    // A refusal that was broken off half-way left something behind.
    if (await tools.store.has(keys.record(document.id)))
      await tools.inOrder(document.id, () => forgetRefused(tools, document.id));
  }
  return planned;
}

/** Published, found, and nothing else to come; so are most. */
const isAtRest = ({ isIndexed, workRevision, publishedRevision }: Document) =>
  isIndexed && workRevision === publishedRevision;

async function planAgain(tools: WorkTools, { id }: Document): Promise<boolean> {
  const document = await stillThere(tools, id);
  if (!document || document.state === 'refused' || !(await isMended(tools, document))) return false;
  if (tools.board.isUnderWay(id)) return false;
  const step = await planWork(tools, document);
  if (!step) return false;
  tools.board.begin(id);
  await tools.queue.add(step);
  return true;
}

/** False when the store is away: then the document waits for the next time. */
async function isMended({ store, log }: WorkTools, document: Document): Promise<boolean> {
  try {
    await mendRecord(store, document);
    return true;
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.kind !== 'unavailable') throw thrown;
    log.warn({ err: thrown, document: document.id }, 'the record beside the bytes could not be mended yet');
    return false;
  }
}

/** Null when it was removed since it was listed. */
async function stillThere({ catalogue }: WorkTools, id: DocumentId): Promise<Document | null> {
  try {
    return await catalogue.document(id);
  } catch (thrown) {
    if (isFailure(thrown) && thrown.kind === 'missing') return null;
    throw thrown;
  }
}

async function* everyDocument(
  { catalogue }: Pick<WorkTools, 'catalogue'>,
  states: readonly DocumentState[],
): AsyncGenerator<Document> {
  let after: string | null = null;
  do {
    const list = await catalogue.documents({ states }, after === null ? { limit: STRETCH } : { after, limit: STRETCH });
    yield* list.documents;
    after = list.next;
  } while (after !== null);
}

import { type Document, keys } from '@diachi/domain';
import type { DocumentList } from '@diachi/ports';
import { addFresh } from '../add-fresh.ts';
import { documentIfThere } from '../document-if-there.ts';
import { isRecordKept, mendRecord } from '../keep-record.ts';
import { isMoving, planWork } from '../plan-work.ts';
import { endRefusal } from '../reconcile.ts';
import { findings as found } from './findings.ts';
import type { InspectTools } from './inspect-tools.ts';
import { readAnew } from './read-anew.ts';

/** Work that nothing was told of for so long, and that the queue knows nothing of, does not move. */
const STANDSTILL_MS = 3_600_000;

/** Documents at a time. */
const STRETCH = 200;

/**
 * Looks, for every document the catalogue knows, or those after where it was broken off, whether the store has what it must have and
 * whether its work goes on.
 */
export async function inspectDocuments(tools: InspectTools, after: string | null, onLooked: () => void): Promise<void> {
  for (let next = after, isOver = false; !isOver; isOver = next === null) {
    const stretch = next === null ? { limit: STRETCH } : { after: next, limit: STRETCH };
    const list: DocumentList = await tools.catalogue.documents({}, stretch);
    for (const document of list.documents) {
      await tools.pace();
      await inspectDocument(tools, document);
      tools.findings.count('documents');
      onLooked();
    }
    next = list.next;
    const reached = next;
    if (reached !== null) await tools.keepPlace(() => ({ part: 'documents', after: reached }));
  }
}

async function inspectDocument(tools: InspectTools, document: Document): Promise<void> {
  if (document.state === 'refused') {
    if (await tools.store.has(keys.record(document.id))) await endInTurn(tools, document);
    return;
  }
  if (!(await isRecordKept(tools.store, document))) await mendInTurn(tools, document);
  await lookForOriginals(tools, document);
  await lookForManifest(tools, document);
  if (await isAtStandstill(tools, document)) await planInTurn(tools, document);
}

const inTurn = <Result>(
  { catalogue }: InspectTools,
  { id }: Document,
  work: (now: Document) => Promise<Result>,
): Promise<Result | null> =>
  catalogue.locks.inOrder(id, async () => {
    const now = await documentIfThere(catalogue, id);
    return now && work(now);
  });

async function endInTurn(tools: InspectTools, document: Document): Promise<void> {
  const isEnded = await inTurn(tools, document, async (now) => now.state === 'refused' && endRefusal(tools, now));
  if (isEnded) tools.findings.repaired(found.refusalEnded(document.id));
}

async function mendInTurn(tools: InspectTools, document: Document): Promise<void> {
  const isMended = await inTurn(
    tools,
    document,
    async (now) => now.state !== 'refused' && mendRecord(tools.store, now),
  );
  if (isMended) tools.findings.repaired(found.recordWritten(document.id));
}

async function lookForOriginals({ store, findings, catalogue }: InspectTools, document: Document): Promise<void> {
  for (const { checksum, fileName } of document.originals) {
    const key = keys.original(checksum);
    if (await store.has(key)) continue;
    // Removed meanwhile, it has none.
    const now = await documentIfThere(catalogue, document.id);
    if (now && now.state !== 'refused') findings.problem(found.originalMissing(document.id, fileName, key));
  }
}

/** Everything else of a revision is looked for by its manifest. */
async function lookForManifest(tools: InspectTools, { id, publishedRevision }: Document): Promise<void> {
  if (publishedRevision === 0) return;
  const key = keys.manifest({ documentId: id, number: publishedRevision });
  if (!(await tools.store.has(key))) await readAnew(tools, id, publishedRevision, key, 1);
}

async function isAtStandstill({ queue, clock }: InspectTools, document: Document): Promise<boolean> {
  const { state, workRevision, publishedRevision, failure, isIndexed, changedAt } = document;
  const isReading = workRevision > publishedRevision && failure === null && state !== 'failed';
  if (!isReading && (publishedRevision === 0 || isIndexed)) return false;
  if (clock().getTime() - Date.parse(changedAt) < STANDSTILL_MS) return false;
  return !(await isMoving(queue, document));
}

async function planInTurn(tools: InspectTools, document: Document): Promise<void> {
  const isPlanned = await tools.catalogue.locks.inOrder(document.id, () =>
    addFresh(tools.queue, {}, async () => {
      const now = await documentIfThere(tools.catalogue, document.id);
      return now && (await isAtStandstill(tools, now)) ? planWork(tools, now) : null;
    }),
  );
  if (isPlanned) tools.findings.repaired(found.planMade(document.id));
}

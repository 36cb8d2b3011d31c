import { keys } from '@diachi/domain';
import type { TellProgress } from '../long-work.ts';
import type { ResumableUploads } from '../uploads/resumable-uploads.ts';
import type { WorkTools } from '../work-tools.ts';
import { createFindings, findings as found } from './findings.ts';
import { inspectDocuments } from './inspect-documents.ts';
import { inspectStore } from './inspect-store.ts';
import type { InspectTools } from './inspect-tools.ts';
import { keepInspection } from './kept-inspection.ts';
import { createKeepPlace, readPlace } from './kept-place.ts';
import { steadyStore } from './steady-store.ts';

/** After so many things looked at, everything else is let go first. */
const STRETCH = 100;
const REST_MS = 10;
/** Documents that are read again because of one inspection; the others are told, and wait for the next. */
const MOST_READ_ANEW = 1_000;

/**
 * Compares catalogue, store and search index; repairs what it may and keeps a report of the rest. However large the library is, only a
 * stretch of it is held at a time, and one that was broken off lately is gone on with. Fails when something cannot be reached or it is
 * called off, and then keeps no report. Answers how many problems it met.
 */
export async function inspect(
  tools: WorkTools & { readonly uploads: Pick<ResumableUploads, 'removeExpired'> },
  tell: TellProgress,
  signal: AbortSignal,
): Promise<number> {
  const { catalogue, store, clock, uploads } = tools;
  const begun = await readPlace(store, clock().getTime());
  const startedAt = begun?.startedAt ?? clock().toISOString();
  const findings = createFindings(begun?.found);
  let readAnew = begun?.readAnew ?? 0;
  const mayReadAnew = () => ++readAnew <= MOST_READ_ANEW;
  const keepPlace = createKeepPlace({ ...tools, standing: () => ({ startedAt, found: findings.found(), readAnew }) });
  const steady = steadyStore(store, tools.waiting, signal);
  const pace = createPace(tools, signal);
  const parts: InspectTools = { ...tools, store: steady, findings, mayReadAnew, pace, keepPlace };
  const planned = Object.values(await catalogue.countByState()).reduce((sum, count) => sum + count, 0);
  const tellNow = () => {
    const { documents: done, problems } = findings.found().counts;
    tell({ done, planned, problems });
  };

  const removed = await uploads.removeExpired();
  if (removed > 0) findings.repaired(found.uploadsRemoved(removed));
  tellNow();
  const reached = begun?.reached;
  if (reached?.part !== 'store') await inspectDocuments(parts, reached?.after ?? null, tellNow);
  await inspectStore(parts, reached?.part === 'store' ? reached : undefined);
  await keepInspection(store, { version: 1, startedAt, endedAt: clock().toISOString(), ...findings.found() });
  await store.remove(keys.inspectionPlace());
  return findings.found().counts.problems;
}

function createPace({ waiting }: WorkTools, signal: AbortSignal): () => Promise<void> {
  let looked = 0;
  return async () => {
    signal.throwIfAborted();
    looked += 1;
    if (looked % STRETCH === 0) await waiting.wait(REST_MS, signal);
  };
}

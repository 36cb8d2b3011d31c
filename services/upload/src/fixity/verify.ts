import { isFailure, keys } from '@diachi/domain';
import type { DocumentList } from '@diachi/ports';
import { createFindings } from '../inspection/findings.ts';
import type { TellProgress } from '../long-work.ts';
import type { WorkTools } from '../work-tools.ts';
import { beginDamage, type Damage, noteDamage, readDamage } from './damage.ts';
import {
  keepVerification,
  keepVerificationPlace,
  readVerificationPlace,
  standingIn,
  type VerificationPlace,
} from './verification.ts';
import { type VerifyDocumentTools, verifyDocument } from './verify-document.ts';

export type VerifyTools = Pick<WorkTools, 'catalogue' | 'store' | 'queue' | 'clock' | 'log' | 'waiting'>;

export type VerifyOptions = {
  /** Called with what was read, and resolves when more may be. Everything that reads for this in one process keeps to one pace. */
  readonly pace: (sizeBytes: number) => Promise<void>;
  /** What is known to be damaged is looked at first: a person has just put it right, and wants to know. */
  readonly damagedFirst: boolean;
};

/** How far it came is kept after so many documents, and when so much time has gone. */
const KEEP_AFTER = 10;
const KEEP_EVERY_MS = 30_000;
/** Documents that are read again because of one round; the others are told, and wait for the next: a loss of very many is to be seen first. */
const MOST_READ_ANEW = 1_000;
/** A file that could not be read is left alone for so long, the longer the oftener. */
const REST_MS = 2_000;

/**
 * Reads every original and every file that readers are shown, no faster than it is told, and compares each with its checksum: document by
 * document, as `verifyDocument` does. One that was broken off is gone on with. Answers how many problems there are now.
 */
export async function verify(
  tools: VerifyTools,
  options: VerifyOptions,
  tell: TellProgress,
  signal: AbortSignal,
): Promise<number> {
  const { catalogue, store, clock } = tools;
  const begun = await readVerificationPlace(store, clock().getTime());
  const startedAt = begun?.startedAt ?? clock().toISOString();
  const findings = createFindings(begun?.verified);
  let sizeBytes = begun?.verified.sizeBytes ?? 0;
  let readAgain = begun?.readAgain ?? 0;
  const verifying = documentTools(tools, options, signal, {
    mayReadAnew: () => ++readAgain <= MOST_READ_ANEW,
    onRead: (bytes) => {
      sizeBytes += bytes;
    },
  });
  const planned = Object.values(await catalogue.countByState()).reduce((sum, count) => sum + count, 0);
  await beginDamage(tools, startedAt);
  let damage: Damage | null = await readDamage(store);
  const tellNow = () => {
    const { documents: done } = findings.found().counts;
    tell({ done, planned, problems: standingIn(damage).counts.problems });
  };
  tellNow();
  const lookAt = async (id: Parameters<typeof verifyDocument>[1]) => {
    signal.throwIfAborted();
    const found = await verifyDocument(verifying, id);
    signal.throwIfAborted();
    await noteDamage(tools, id, found);
    if (found && found.counts.problems > 0) damage = await readDamage(store);
    return found;
  };
  if (options.damagedFirst) {
    const before = sizeBytes;
    for (const { id } of damage?.documents ?? []) await lookAt(id);
    // They come in their turn too, and count then.
    sizeBytes = before;
    damage = await readDamage(store);
  }

  const keepPlace = createKeepPlace(tools);
  for (let after = begun?.after ?? null, isOver = false; !isOver; isOver = after === null) {
    const list: DocumentList = await next(tools, after);
    for (const { id } of list.documents) {
      const found = await lookAt(id);
      findings.count('documents');
      findings.count('objects', found?.counts.objects ?? 0);
      for (const finding of found?.repaired ?? []) findings.repaired(finding);
    }
    tellNow();
    after = list.next;
    if (after !== null) await keepPlace({ startedAt, after, readAgain, verified: { ...findings.found(), sizeBytes } });
  }
  damage = await readDamage(store);
  const verified = { ...findings.found(), sizeBytes };
  await keepVerification(store, { version: 1, startedAt, endedAt: clock().toISOString(), ...verified });
  await store.remove(keys.verificationPlace());
  return standingIn(damage).counts.problems;
}

/** The next document. Where the note of how far it came is damaged, it is forgotten, so that the round after this begins anew. */
async function next({ catalogue, store }: VerifyTools, after: string | null): Promise<DocumentList> {
  try {
    return await catalogue.documents({}, after === null ? { limit: 1 } : { after, limit: 1 });
  } catch (thrown) {
    if (isFailure(thrown) && thrown.code === 'stretch.bad-after') await store.remove(keys.verificationPlace());
    throw thrown;
  }
}

/** What looking at one document needs, at the pace that is set. */
export function documentTools(
  tools: VerifyTools,
  { pace }: Pick<VerifyOptions, 'pace'>,
  signal: AbortSignal,
  { mayReadAnew, onRead }: { readonly mayReadAnew: () => boolean; readonly onRead: (sizeBytes: number) => void },
): VerifyDocumentTools {
  return {
    ...tools,
    mayReadAnew,
    lastWhole: { key: null },
    rest: (tried) => tools.waiting.wait(REST_MS * tried, signal),
    onRead: async (bytes) => {
      signal.throwIfAborted();
      onRead(bytes);
      await pace(bytes);
    },
  };
}

/** A store without room is still read: how far it came is then kept later. */
function createKeepPlace({ store, clock, log }: VerifyTools) {
  let keptAtMs = clock().getTime();
  let since = 0;
  return async (place: Omit<VerificationPlace, 'version' | 'keptAt'>): Promise<void> => {
    const now = clock();
    since += 1;
    if (since < KEEP_AFTER && now.getTime() - keptAtMs < KEEP_EVERY_MS) return;
    since = 0;
    keptAtMs = now.getTime();
    try {
      await keepVerificationPlace(store, { version: 1, keptAt: now.toISOString(), ...place });
    } catch (thrown) {
      if (!isFailure(thrown) || thrown.kind !== 'unavailable') throw thrown;
      log.warn({ err: thrown }, 'how far the comparing of checksums came could not be kept');
    }
  };
}

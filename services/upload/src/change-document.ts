import {
  type Document,
  type DocumentId,
  type DocumentRecord,
  dayOf,
  Failure,
  isFailure,
  keys,
  mayActAs,
  noteFailure,
  publicRights,
  type Revision,
} from '@diachi/domain';
import { planIndex, planIntake } from '@diachi/jobs';
import { type Visitor, versionToChange } from '@diachi/web';
import { checkLanguage } from './check-language.ts';
import { clearRemoved } from './clear-removed.ts';
import { forgetInSearch } from './forget-in-search.ts';
import { keepRecord, mendRecord } from './keep-record.ts';
import { isNoRoom } from './no-room.ts';
import { planOrLater } from './plan-or-later.ts';
import { planWork } from './plan-work.ts';
import { checkLibrary } from './propose-record.ts';
import type { WorkTools } from './work-tools.ts';

/**
 * Changes what is said about a document; the audit keeps both, so that a change can be taken back by another. Changed it is once
 * the catalogue has it: while the store is away, the copy beside the bytes and the index wait for the reconciler.
 */
export async function changeRecord(
  tools: WorkTools,
  id: DocumentId,
  change: { readonly record: DocumentRecord; readonly onVersion: number; readonly who: string },
): Promise<Document> {
  const { catalogue } = tools;
  return tools.catalogue.locks.inOrder(id, async () => {
    checkLibrary(await catalogue.libraries(), change.record);
    const before = await catalogue.document(id);
    if (before.record.language !== change.record.language) await checkLanguage(tools.languages, change.record);
    const document = await catalogue.changeRecord(id, change.record, change.onVersion);
    await note(tools, change.who, 'record.changed', id, {
      before: before.record,
      after: document.record,
      version: document.recordVersion,
    });
    await forgetIfNarrowed(tools, before, document);
    const isKept = document.state !== 'refused' && (await isKeptNow(tools, document));
    // Only what is kept is indexed, so that whatever is indexed needs no mending.
    if (isKept && document.publishedRevision > 0) {
      const step = planIndex({ documentId: id, number: document.publishedRevision }, document.recordVersion);
      await planOrLater(tools, id, async () => step, { isUrgent: true });
    }
    tools.board.tell(id);
    return document;
  });
}

/** What was for everybody and is so no longer is found from now on by nobody; as much as may be found of it is put in again by the step that follows. */
async function forgetIfNarrowed({ index, clock, log }: WorkTools, before: Document, after: Document): Promise<void> {
  const today = dayOf(clock());
  const was = publicRights(before, today);
  const is = publicRights(after, today);
  if ((!was.text || is.text) && (!was.record || is.record)) return;
  try {
    await index.remove(after.id);
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.kind !== 'unavailable') throw thrown;
    log.warn({ err: thrown, document: after.id }, 'what is no longer for everybody leaves the search index later');
  }
}

async function isKeptNow({ store, log, waitForRoom }: WorkTools, document: Document): Promise<boolean> {
  try {
    await keepRecord(store, document);
    return true;
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.kind !== 'unavailable') throw thrown;
    log.warn({ err: thrown, document: document.id }, 'a changed record is kept beside its bytes later');
    if (isNoRoom(thrown)) await waitForRoom(noteFailure(thrown));
    return false;
  }
}

/** Takes up again what failed. Fails with `document.nothing-to-retry`. */
export async function retryDocument(tools: WorkTools, id: DocumentId, who: string): Promise<Document> {
  return tools.catalogue.locks.inOrder(id, async () => {
    const before = await tools.catalogue.document(id);
    const { failure, state } = before;
    if (!failure || state === 'refused') {
      throw new Failure(
        'conflict',
        'document.nothing-to-retry',
        'Nothing of this document has failed that can be tried again.',
      );
    }
    if (failure.kind === 'invalid') await forgetReading(tools, id);
    await mendRecord(tools.store, before);
    const document = await tools.catalogue.retry(id);
    await note(tools, who, 'document.retried', id, { code: failure.code });
    await planOrLater(tools, id, async () => planWork(tools, await tools.catalogue.document(id)), { isUrgent: true });
    tools.board.tell(id);
    return document;
  });
}

/** What is damaged in the store stays so however often it is tried: then everything made from the originals is made again. */
async function forgetReading({ catalogue, store, queue }: WorkTools, id: DocumentId): Promise<void> {
  const { workRevision, publishedRevision } = await catalogue.document(id);
  if (workRevision === publishedRevision) return;
  // Its other pages may still be in work, and would be written beside what is removed.
  await queue.drop(id);
  for await (const key of store.list(keys.revision({ documentId: id, number: workRevision }))) await store.remove(key);
}

/** Reads a published document anew, beside what readers see. Fails with `document.in-work`. */
export async function readAgain(tools: WorkTools, id: DocumentId, who: string): Promise<Revision> {
  return tools.catalogue.locks.inOrder(id, async () => {
    const { state, workRevision, publishedRevision } = await tools.catalogue.document(id);
    if (state !== 'published' || workRevision > publishedRevision) {
      throw new Failure(
        'conflict',
        'document.in-work',
        'This document is being read. Wait until it is done, or try again what failed.',
      );
    }
    const revision = await tools.catalogue.startRevision(id);
    await note(tools, who, 'document.read-again', id, { revision: revision.number });
    await planOrLater(tools, id, async () => planIntake(revision), { isUrgent: true });
    tools.board.tell(id);
    return revision;
  });
}

export type Removal = {
  /** The document that takes its place. */
  readonly mergedInto?: DocumentId;
  /** Names the only version of its record that is to be removed, as `If-Match` does. */
  readonly ifMatch?: string | undefined;
};

/**
 * Removes a document for good, also because another took its place. Fails with `access.not-allowed` unless an administrator asks, or it was refused, and with
 * `record.not-this-version`. Removed it is once the catalogue knows it no more: while the store or the search index is away, or when it is broken off there, the steward ends it.
 */
export async function removeDocument(
  tools: WorkTools,
  id: DocumentId,
  visitor: Visitor,
  { mergedInto, ifMatch }: Removal = {},
): Promise<void> {
  const { catalogue, queue, board } = tools;
  const { state } = await catalogue.document(id);
  if (state !== 'refused' && !mayActAs(visitor.role, 'admin')) {
    throw new Failure('invalid', 'access.not-allowed', 'You may not do this. Ask an administrator.');
  }
  await tools.catalogue.locks.inOrder(id, async (lost) => {
    const document = await catalogue.document(id);
    if (ifMatch !== undefined) versionToChange(document.recordVersion, ifMatch, undefined);
    // In its turn, so that nothing planned just before is left; whatever comes after finds no document to plan for.
    await queue.drop(id);
    await catalogue.remove(id, mergedInto);
    const files = document.originals.map(({ fileName }) => fileName);
    await note(tools, visitor.name ?? 'operator', 'document.removed', null, {
      id,
      files,
      title: document.record.title,
      ...(mergedInto && { mergedInto }),
    });
    board.forgetPace(id);
    board.tell(id);
    await forgetInSearch(tools, id);
    await clearRemoved(tools, document, lost);
  });
}

const note = (
  { catalogue, clock }: WorkTools,
  who: string,
  what: string,
  documentId: DocumentId | null,
  details: Readonly<Record<string, unknown>>,
) => catalogue.audit.note({ at: clock().toISOString(), who, what, documentId, details });

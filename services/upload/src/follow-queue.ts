import {
  type DocumentFailure,
  type DocumentId,
  type FailureNote,
  isFailure,
  type PageIndex,
  type Revision,
} from '@diachi/domain';
import {
  indexDocumentJob,
  intakeJob,
  ocrPageJob,
  type PageWork,
  planIndex,
  planRevision,
  publishRevisionJob,
} from '@diachi/jobs';
import type { JobEvent } from '@diachi/ports';
import { forgetRefused } from './forget-kept.ts';
import { mendRecord } from './keep-record.ts';
import { isNoRoom } from './no-room.ts';
import { untilAnswered } from './until-answered.ts';
import type { WorkTools } from './work-tools.ts';

/** Turns what the queue tells into the catalogue's truth and the next work, for each document in the order it happened. Answers how to stop. */
export function followQueue(tools: WorkTools): () => void {
  const { queue, inOrder, board, waiting } = tools;
  return queue.follow((event) => {
    const work = workOf(event);
    if (!work) return;
    const { revision, page } = work;
    const id = revision.documentId;
    if (event.kind === 'started') {
      board.begin(id);
      return;
    }

    const finished = inOrder(id, () => untilAnswered(waiting, () => take(tools, event, revision, page)));
    finished.then(
      () => board.tell(id),
      (thrown: unknown) => tellLost(tools, event, thrown),
    );
  });
}

async function take(tools: WorkTools, event: JobEvent, revision: Revision, page: PageIndex | null): Promise<void> {
  if (event.kind === 'done') return takeDone(tools, event, revision);
  if (!event.failure) return;
  if (isNoRoom(event.failure)) {
    // What was given up for want of room is planned again with everything else that is not under way.
    if (event.kind === 'failed') tools.board.end(revision.documentId);
    return tools.waitForRoom(event.failure);
  }
  if (event.kind === 'failed') return takeFailed(tools, event.failure, event.job, revision, page);
}

async function takeDone(
  { catalogue, store, queue, board }: WorkTools,
  event: JobEvent,
  revision: Revision,
): Promise<void> {
  const id = revision.documentId;
  await catalogue.finishStep({ revision, job: event.job, stepId: event.id });
  if (event.job === ocrPageJob.name) board.pageRead(id);
  if (event.job === intakeJob.name) {
    const pages = await catalogue.pages(revision);
    await queue.add(planRevision(revision, pages.length));
  }
  if (event.job === publishRevisionJob.name) {
    const document = await catalogue.document(id);
    await mendRecord(store, document);
    await queue.add(planIndex(revision, document.recordVersion));
  }
  if (event.job === indexDocumentJob.name) board.end(id);
}

async function takeFailed(
  tools: WorkTools,
  note: FailureNote,
  job: string,
  revision: Revision,
  page: PageIndex | null,
): Promise<void> {
  const { catalogue, board, clock } = tools;
  const id = revision.documentId;
  const failure: DocumentFailure = { ...note, job, page };
  const document = await catalogue.document(id);
  board.end(id);
  if (job !== intakeJob.name || note.kind !== 'invalid' || document.publishedRevision > 0) {
    await catalogue.fail(id, failure);
    return;
  }
  await catalogue.refuse(id, failure);
  await forgetRefused(tools, id);
  const files = document.originals.map(({ fileName }) => fileName);
  await catalogue.audit.note({
    at: clock().toISOString(),
    who: 'system',
    what: 'document.refused',
    documentId: id,
    details: { code: note.code, files, title: document.record.title },
  });
}

function tellLost({ log, waiting, board }: WorkTools, event: JobEvent, thrown: unknown): void {
  const fields = { err: thrown, step: event.id };
  const isRemoved = isFailure(thrown) && thrown.code === 'document.missing';
  if (isRemoved) log.debug(fields, 'a step ended after its document was removed');
  else if (waiting.signal.aborted)
    log.warn(fields, 'the end of a step could not be noted any more; it is found again at the next start');
  else log.error(fields, 'the end of a step could not be noted');
  board.tell(null);
}

function workOf(event: JobEvent): { readonly revision: Revision; readonly page: PageIndex | null } | null {
  const { revision, page } = (event.payload ?? {}) as Partial<PageWork>;
  const id: DocumentId | undefined = revision?.documentId;
  return revision && id ? { revision, page: page ?? null } : null;
}

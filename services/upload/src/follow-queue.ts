import { type DocumentFailure, type DocumentId, type FailureNote, isFailure, type Revision } from '@diachi/domain';
import {
  buildPdfJob,
  indexDocumentJob,
  intakeJob,
  makeThumbnailsJob,
  ocrPageJob,
  planIndex,
  planRevision,
  publishRevisionJob,
  type Step,
} from '@diachi/jobs';
import type { JobEvent } from '@diachi/ports';
import { addFresh } from './add-fresh.ts';
import { concludeRefusal } from './conclude-refusal.ts';
import { mendRecord } from './keep-record.ts';
import { isNoRoom } from './no-room.ts';
import { untilAnswered } from './until-answered.ts';
import { type EventWork, workOf } from './work-of.ts';
import type { WorkTools } from './work-tools.ts';

export type Following = {
  /** Takes nothing more in. */
  stop(): void;
  /** Whether something that was told of a document is not written down yet. */
  isConcluding(id: DocumentId): boolean;
  /** Resolves when all that was told is written down. */
  settled(): Promise<void>;
};

/** Nothing follows from these but that they are counted, in whatever order. */
const COUNTED: ReadonlySet<string> = new Set([ocrPageJob.name, makeThumbnailsJob.name, buildPdfJob.name]);

/** While a server is away, what is told waits for it, and more comes: of so much at once it is better to look what became of it. */
const MOST_IN_HAND = 1_000;

/**
 * Turns what the queue tells into the catalogue's truth and the next work, for each document in its turn. Told twice, it is the same
 * as once; what is never told is found by reconciling, and what is too much to be kept in hand by doing so (`goOn`) when most of that is done.
 */
export function followQueue(tools: WorkTools, goOn: () => Promise<void>): Following {
  const { queue, board, waiting, catalogue, log } = tools;
  const underWay = new Map<DocumentId, Set<Promise<void>>>();
  let inHand = 0;
  let passedOver = 0;
  let goingOn: Promise<void> = Promise.resolve();

  const makeUp = async (events: number) => {
    try {
      log.warn({ events }, 'more was told of the work than could be noted; what became of it is looked for now');
      if (!waiting.signal.aborted) await goOn();
    } catch (thrown) {
      log.warn(
        { err: thrown, events },
        'what became of the work could not be looked for yet; it is found by reconciling',
      );
    }
  };
  const makeUpIfDue = () => {
    if (passedOver === 0 || inHand > MOST_IN_HAND / 2) return;
    const events = passedOver;
    passedOver = 0;
    goingOn = goingOn.then(() => makeUp(events));
  };

  const conclude = async (event: JobEvent, work: EventWork): Promise<void> => {
    const id = work.revision.documentId;
    try {
      await untilAnswered(waiting, about(event, work), () =>
        event.kind === 'done' && COUNTED.has(event.job)
          ? count(tools, event, work)
          : catalogue.locks.inOrder(id, () => take(tools, event, work)),
      );
      board.tell(id);
    } catch (thrown) {
      tellLost(tools, event, work, thrown);
    }
  };

  const stop = queue.follow((event) => {
    const work = workOf(event);
    if (!work || event.kind === 'started') return;
    if (inHand >= MOST_IN_HAND) {
      passedOver += 1;
      return;
    }
    inHand += 1;
    const id = work.revision.documentId;
    const ofDocument = underWay.get(id) ?? new Set();
    underWay.set(id, ofDocument);
    const concluded = conclude(event, work).finally(() => {
      ofDocument.delete(concluded);
      if (ofDocument.size === 0) underWay.delete(id);
      inHand -= 1;
      makeUpIfDue();
    });
    ofDocument.add(concluded);
  });

  return {
    stop,
    isConcluding: (id) => underWay.has(id),
    settled: async () => {
      while (underWay.size > 0) await Promise.all([...underWay.values()].flatMap((each) => [...each]));
      await goingOn;
    },
  };
}

const count = ({ catalogue }: WorkTools, { job, id }: JobEvent, { revision }: EventWork): Promise<void> =>
  catalogue.finishStep({ revision, job, stepId: id });

async function take(tools: WorkTools, event: JobEvent, work: EventWork): Promise<void> {
  if (event.kind === 'done') return takeDone(tools, event, work);
  if (!event.failure) return;
  // What was given up for want of room is planned again with everything else that is not under way.
  if (isNoRoom(event.failure)) return tools.waitForRoom(event.failure);
  if (event.kind === 'failed') return takeFailed(tools, event.failure, event.job, work);
}

async function takeDone(tools: WorkTools, event: JobEvent, work: EventWork): Promise<void> {
  const { revision } = work;
  const { isUrgent } = event;
  await count(tools, event, work);
  await addFresh(tools.queue, { isUrgent }, () => whatFollows(tools, event.job, revision));
}

/** What is to be done next after a step, as the catalogue has it now; null when nothing is. */
async function whatFollows({ catalogue, store }: WorkTools, job: string, revision: Revision): Promise<Step | null> {
  if (job === intakeJob.name) {
    const { publishedRevision } = await catalogue.document(revision.documentId);
    const pages = await catalogue.pages(revision);
    return revision.number > publishedRevision && pages.length > 0 ? planRevision(revision, pages.length) : null;
  }
  if (job === publishRevisionJob.name) {
    const document = await catalogue.document(revision.documentId);
    await mendRecord(store, document);
    const isCurrent = revision.number === document.publishedRevision;
    return isCurrent && !document.isIndexed ? planIndex(revision, document.recordVersion) : null;
  }
  return null;
}

async function takeFailed(
  tools: WorkTools,
  note: FailureNote,
  job: string,
  { revision, page, recordVersion }: EventWork,
): Promise<void> {
  const { catalogue } = tools;
  const document = await catalogue.document(revision.documentId);
  const isOfIndex = job === indexDocumentJob.name;
  // Told twice, or late: it has been got over.
  if (isOfIndex && (document.isIndexed || recordVersion !== document.recordVersion)) return;
  if (!isOfIndex && (revision.number !== document.workRevision || revision.number === document.publishedRevision))
    return;

  const failure: DocumentFailure = { ...note, job, page };
  if (job !== intakeJob.name || note.kind !== 'invalid' || document.publishedRevision > 0) {
    await catalogue.fail(document.id, failure);
    return;
  }
  await catalogue.refuse(document.id, failure);
  await concludeRefusal(tools, document, failure);
}

/** For the log. */
const about = ({ id }: JobEvent, { revision, page }: EventWork) => ({
  step: id,
  document: revision.documentId,
  revision: revision.number,
  ...(page !== null && { page }),
});

function tellLost({ log, waiting, board }: WorkTools, event: JobEvent, work: EventWork, thrown: unknown): void {
  const fields = { ...about(event, work), err: thrown };
  const isRemoved = isFailure(thrown) && thrown.code === 'document.missing';
  if (isRemoved) log.debug(fields, 'a step ended after its document was removed');
  else if (waiting.signal.aborted)
    log.warn(fields, 'the end of a step could not be noted any more; it is found again by reconciling');
  else log.error(fields, 'the end of a step could not be noted');
  board.tell(null);
}

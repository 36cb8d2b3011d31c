import {
  type Document,
  type DocumentFailure,
  type DocumentId,
  type DocumentState,
  Failure,
  type FailureNote,
  noteFailure,
  type PageIndex,
} from '@diachi/domain';
import { ocrPageJob } from '@diachi/jobs';
import type { StepCount } from '@diachi/ports';
import type { LongWork } from './long-work.ts';
import type { LongWorkState } from './told-progress.ts';
import type { WorkTools } from './work-tools.ts';

/** How far one document is. */
export type WorkLine = {
  readonly id: DocumentId;
  readonly title: string;
  readonly files: readonly string[];
  readonly state: DocumentState;
  /** It is being read, for the first time or again, and nothing of it has failed. */
  readonly isInWork: boolean;
  readonly pageCount: number | null;
  /** Empty unless it is in work and its pages are known. */
  readonly steps: readonly StepCount[];
  /** Seconds until its pages are read; null before the first pages show a pace. */
  readonly forecastSeconds: number | null;
  readonly failure: DocumentFailure | null;
  readonly failedPage: PageIndex | null;
  readonly receivedAt: string;
};

export type WorkTotals = {
  readonly documents: Readonly<Record<DocumentState, number>>;
  /** Documents being read, published ones that are read again too. */
  readonly inWork: number;
  readonly pagesDone: number;
  readonly pagesPlanned: number;
  readonly forecastSeconds: number | null;
  readonly queue: { readonly waiting: number; readonly running: number };
  readonly paused: FailureNote | null;
  readonly rebuild: LongWorkState | null;
  /** Comparing catalogue, store and index. */
  readonly inspection: LongWorkState | null;
};

/** The newest lines, and totals of everything. */
export type WorkReport = { readonly totals: WorkTotals; readonly documents: readonly WorkLine[] };

export type ReportTools = Pick<WorkTools, 'catalogue' | 'queue' | 'board'> & {
  readonly rebuild: Pick<LongWork, 'state'>;
  readonly inspection: Pick<LongWork, 'state'>;
};

const MOST_LINES = 200;

/** What is in work, then what failed or was refused, each newest first. */
export async function reportWork(tools: ReportTools): Promise<WorkReport> {
  const { catalogue, board } = tools;
  const inWork = await catalogue.inWork(MOST_LINES);
  const broken = await catalogue.withFailure(MOST_LINES);
  return {
    totals: await reportTotals(tools),
    documents: [
      ...inWork.map(({ document, steps }) => lineOf(document, steps, board)),
      ...broken.map((document) => lineOf(document, [], board)),
    ],
  };
}

/** One document, in work or not. */
export async function reportDocument({ catalogue, board }: ReportTools, document: Document): Promise<WorkLine> {
  const { id, workRevision } = document;
  const steps = isInWork(document) ? await catalogue.progress({ documentId: id, number: workRevision }) : [];
  return lineOf(document, steps, board);
}

export async function reportTotals({ catalogue, queue, board, rebuild, inspection }: ReportTools): Promise<WorkTotals> {
  const { documents: inWork, pagesDone, pagesPlanned } = await catalogue.countInWork();
  return {
    documents: await catalogue.countByState(),
    inWork,
    pagesDone,
    pagesPlanned,
    forecastSeconds: pagesPlanned > pagesDone ? board.forecast(pagesPlanned - pagesDone) : null,
    queue: await queue.depth(),
    paused: board.paused ?? ((await queue.isPaused()) ? (board.lastFull ?? noteFailure(held())) : null),
    rebuild: await rebuild.state(),
    inspection: await inspection.state(),
  };
}

const isInWork = ({ workRevision, publishedRevision, failure }: Document) =>
  workRevision > publishedRevision && failure === null;

function lineOf(document: Document, steps: readonly StepCount[], board: ReportTools['board']): WorkLine {
  const { id, record, originals, state, pageCount, failure, receivedAt } = document;
  const { done, planned } = steps.find(({ job }) => job === ocrPageJob.name) ?? { done: 0, planned: 0 };
  return {
    id,
    title: record.title,
    files: originals.map(({ fileName }) => fileName),
    state,
    isInWork: isInWork(document),
    pageCount,
    steps,
    forecastSeconds: planned > done ? board.forecast(planned - done, id) : null,
    failure,
    failedPage: failure?.page ?? null,
    receivedAt,
  };
}

/** Another process holds it back, or a person did. */
export const held = () =>
  new Failure('unavailable', 'work.held', 'The work is held back for now; it goes on by itself when it can.');

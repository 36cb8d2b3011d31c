import type { Document, DocumentFailure, DocumentId, DocumentState, FailureNote, PageIndex } from '@diachi/domain';
import { ocrPageJob } from '@diachi/jobs';
import type { StepCount } from '@diachi/ports';
import type { RebuildState } from './work-board.ts';
import type { WorkTools } from './work-tools.ts';

/** How far one document is. */
export type WorkLine = {
  readonly id: DocumentId;
  readonly title: string;
  readonly files: readonly string[];
  readonly state: DocumentState;
  readonly pageCount: number | null;
  readonly steps: readonly StepCount[];
  /** Seconds until its pages are read; null before the first pages show a pace. */
  readonly forecastSeconds: number | null;
  readonly failure: DocumentFailure | null;
  readonly failedPage: PageIndex | null;
  readonly receivedAt: string;
};

export type WorkTotals = {
  readonly documents: Readonly<Record<DocumentState, number>>;
  readonly pagesDone: number;
  readonly pagesPlanned: number;
  readonly forecastSeconds: number | null;
  readonly queue: { readonly waiting: number; readonly running: number };
  readonly paused: FailureNote | null;
  readonly rebuild: RebuildState | null;
};

export type WorkReport = { readonly totals: WorkTotals; readonly documents: readonly WorkLine[] };

const MOST_LINES = 200;

/** Everything in work, failed or refused, newest first. */
export async function reportWork(tools: WorkTools): Promise<WorkReport> {
  const lines: WorkLine[] = [];
  for (const states of [
    ['received', 'reading'],
    ['failed', 'refused'],
  ] as const) {
    const { documents } = await tools.catalogue.documents({ states }, { limit: MOST_LINES });
    for (const document of documents) lines.push(await reportDocument(tools, document));
  }
  return { totals: await reportTotals(tools, lines), documents: lines };
}

export async function reportDocument({ catalogue, board }: WorkTools, document: Document): Promise<WorkLine> {
  const { id, record, originals, state, pageCount, workRevision, publishedRevision, failure, receivedAt } = document;
  const isInWork = workRevision > publishedRevision;
  const steps = isInWork ? await catalogue.progress({ documentId: id, number: workRevision }) : [];
  const { done, planned } = countPages(steps);
  return {
    id,
    title: record.title,
    files: originals.map(({ fileName }) => fileName),
    state,
    pageCount,
    steps,
    forecastSeconds: planned > done ? board.forecast(planned - done, id) : null,
    failure,
    failedPage: failure?.page ?? null,
    receivedAt,
  };
}

export async function reportTotals(
  { catalogue, queue, board }: WorkTools,
  lines: readonly WorkLine[],
): Promise<WorkTotals> {
  const counts = lines
    .filter(({ state }) => state === 'received' || state === 'reading')
    .map(({ steps }) => countPages(steps));
  const pagesDone = counts.reduce((sum, { done }) => sum + done, 0);
  const pagesPlanned = counts.reduce((sum, { planned }) => sum + planned, 0);
  return {
    documents: await catalogue.countByState(),
    pagesDone,
    pagesPlanned,
    forecastSeconds: pagesPlanned > pagesDone ? board.forecast(pagesPlanned - pagesDone) : null,
    queue: await queue.depth(),
    paused: board.paused,
    rebuild: board.rebuild,
  };
}

const countPages = (steps: readonly StepCount[]) =>
  steps.find(({ job }) => job === ocrPageJob.name) ?? { done: 0, planned: 0 };

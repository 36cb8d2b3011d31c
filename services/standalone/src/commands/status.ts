import { DOCUMENT_STATES, type DocumentState, type FailureNote, isFailure, noteFailure } from '@diachi/domain';
import { EXIT, type ExitCode } from '@diachi/process';
import type { InspectionReport, VerificationReport, WorkReport, WorkTotals } from '@diachi/upload-service';
import { writeTime } from '../write-time.ts';
import type { CommandTools } from './command-tools.ts';

type Counts = {
  readonly documents: Readonly<Record<DocumentState, number>>;
  /** Null while the index is away. */
  readonly index: { readonly documents: number } | null;
  readonly notIndexed: number;
};

/** What one part of the library answered, or why it could not. */
type Asked<Answer> = { readonly answer: Answer } | { readonly failure: FailureNote };

/** How the library is: documents by state, the work that waits, the search index, the last inspection, originals that are lost. What cannot be asked now is said to be so. */
export async function status(
  { client, terminal }: CommandTools,
  { isJson }: { readonly isJson: boolean },
): Promise<ExitCode> {
  const counts = (await client.json('/api/status')) as Counts;
  const work = await asked(async () => ((await client.json('/api/work?documents=none')) as WorkReport).totals);
  const inspection = await asked(async () => (await client.json('/api/inspection')) as InspectionReport);
  const files = await asked(async () => (await client.json('/api/verification')) as VerificationReport);
  if (isJson) terminal.printJson(inJson(terminal, counts, work, inspection, files));
  else sayInWords(terminal, counts, work, inspection, files);
  const isWhole = counts.index !== null && 'answer' in work && 'answer' in inspection && 'answer' in files;
  return isWhole ? EXIT.done : EXIT.unavailable;
}

async function asked<Answer>(ask: () => Promise<Answer>): Promise<Asked<Answer>> {
  try {
    return { answer: await ask() };
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.kind !== 'unavailable') throw thrown;
    return { failure: noteFailure(thrown) };
  }
}

type Told = readonly [
  CommandTools['terminal'],
  Counts,
  Asked<WorkTotals>,
  Asked<InspectionReport>,
  Asked<VerificationReport>,
];

/** Counts by state stand at the top, as they always did. */
function inJson(...[terminal, { documents, index, notIndexed }, work, inspection, files]: Told) {
  return {
    ...documents,
    work: 'answer' in work ? workInJson(terminal, work.answer) : null,
    search: index && { documents: index.documents, missing: notIndexed },
    inspection: 'answer' in inspection ? inspectionInJson(inspection.answer) : null,
    files: 'answer' in files ? filesInJson(files.answer) : null,
  };
}

const workInJson = (terminal: CommandTools['terminal'], { inWork, queue, paused }: WorkTotals) => ({
  documents: inWork,
  running: queue.running,
  waiting: queue.waiting,
  paused: paused && terminal.describe(paused),
});

const inspectionInJson = ({ last, state }: InspectionReport) => ({
  isRunning: state?.isRunning === true,
  last: last && { endedAt: last.endedAt, problems: last.counts.problems, repaired: last.counts.repaired },
});

const filesInJson = ({ last, standing }: VerificationReport) => ({
  verifiedAt: last?.endedAt ?? null,
  problems: standing.counts.problems,
  originalsLost: standing.originalsLost,
});

function sayInWords(...[terminal, { documents, index, notIndexed }, work, inspection, files]: Told): void {
  const { words, print, describe, language } = terminal;
  for (const state of DOCUMENT_STATES) print(`${documents[state]} ${words.states[state]}`);
  if ('failure' in work) print(words.workUnknown(describe(work.failure)));
  else {
    const { inWork, queue, paused } = work.answer;
    print(words.work(inWork, queue.running, queue.waiting));
    if (paused) print(words.paused(describe(paused)));
  }
  print(index ? words.searchLacks(notIndexed) : words.searchAway);
  if ('failure' in inspection) print(words.inspectionUnknown(describe(inspection.failure)));
  else {
    const { last, state } = inspection.answer;
    if (state?.isRunning) print(words.inspectionRuns);
    if (last) print(words.lastInspected(writeTime(last.endedAt, language), last.counts.problems, last.counts.repaired));
    else print(words.neverInspected);
  }
  if ('failure' in files) print(words.filesUnknown(describe(files.failure)));
  else if (files.answer.standing.originalsLost > 0) print(words.originalsLost(files.answer.standing.originalsLost));
}

import {
  countOf,
  DOCUMENT_STATES,
  type DocumentState,
  fieldsOf,
  listOf,
  noteOf,
  orNull,
  parseDocumentId,
  textOf,
  wholeOf,
} from '@diachi/domain';
import type { StepCount } from '@diachi/ports';
import type { LongWork, WorkLine, WorkReport } from '../portal-tools.ts';
import { failureOf, stateOf, timeOf, yesOf } from './domain-answers.ts';

/* What the upload service tells of the work, read field by field. Each throws what says which field is wrong. */

export function workReportOf(raw: unknown): WorkReport {
  const report = fieldsOf(raw);
  const totals = fieldsOf(report['totals']);
  const counts = fieldsOf(totals['documents']);
  const documents = Object.fromEntries(DOCUMENT_STATES.map((state) => [state, wholeOf(counts[state], 0)]));
  return {
    totals: {
      documents: documents as Record<DocumentState, number>,
      inWork: wholeOf(totals['inWork'], 0),
      forecastSeconds: orNull(totals['forecastSeconds'], secondsOf),
      paused: orNull(totals['paused'], noteOf),
      rebuild: orNull(totals['rebuild'], longWorkOf),
    },
    documents: listOf(report['documents'], workLineOf),
  };
}

export function workLineOf(raw: unknown): WorkLine {
  const line = fieldsOf(raw);
  return {
    id: parseDocumentId(line['id']),
    title: textOf(line['title']),
    state: stateOf(line['state']),
    isInWork: yesOf(line['isInWork']),
    pageCount: orNull(line['pageCount'], (count) => wholeOf(count, 0)),
    steps: listOf(line['steps'], stepCountOf),
    forecastSeconds: orNull(line['forecastSeconds'], secondsOf),
    failure: orNull(line['failure'], failureOf),
    receivedAt: timeOf(line['receivedAt']),
  };
}

export function longWorkOf(raw: unknown): LongWork {
  const work = fieldsOf(raw);
  return {
    isRunning: yesOf(work['isRunning']),
    done: wholeOf(work['done'], 0),
    planned: orNull(work['planned'], (count) => wholeOf(count, 0)),
    failure: orNull(work['failure'], noteOf),
  };
}

function stepCountOf(raw: unknown): StepCount {
  const step = fieldsOf(raw);
  return { job: textOf(step['job']), done: wholeOf(step['done'], 0), planned: wholeOf(step['planned'], 0) };
}

const secondsOf = (raw: unknown) => countOf(raw, 0);

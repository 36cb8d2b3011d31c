import type { DocumentState } from '@diachi/domain';
import type { WorkLine, WorkReport, WorkTotals } from '@diachi/upload-service';
import type { LibraryClient } from './library-client.ts';
import type { ProgressDisplay } from './progress-display.ts';
import type { Terminal } from './terminal.ts';

export type FollowWorkTools = {
  readonly client: LibraryClient;
  readonly terminal: Terminal;
  readonly display: ProgressDisplay;
  readonly signal: AbortSignal;
  /** Whether to say what became of documents; otherwise only progress is shown. */
  readonly isTelling: boolean;
  /** Whether a document is to be shown at all; left out, every one is. */
  readonly isOurs?: (id: string) => boolean;
};

/** Shows how far the library is with each document, and says what becomes of it, until `signal` or the library ends it. */
export async function followWork(tools: FollowWorkTools): Promise<void> {
  const { client, terminal, display, signal, isTelling, isOurs = () => true } = tools;
  const { words } = terminal;
  const outcomes = new Map<string, DocumentState | null>();
  let isPaused = false;

  const show = (line: WorkLine) => {
    const { id, title, isInWork, steps, forecastSeconds } = line;
    outcomes.set(id, outcomeOf(line));
    if (!isInWork) return display.finish(id);
    const done = steps.reduce((sum, step) => sum + step.done, 0);
    const planned = steps.reduce((sum, step) => sum + step.planned, 0);
    display.show({ id, title, done, planned, remainingSeconds: forecastSeconds });
  };

  const take = (line: WorkLine) => {
    if (!isOurs(line.id)) return;
    const before = outcomes.get(line.id);
    show(line);
    if (isTelling && before !== outcomeOf(line)) sayOutcome(terminal, line);
  };

  const tellTotals = ({ paused }: WorkTotals) => {
    if (paused && !isPaused) terminal.say(words.paused(terminal.describe(paused)));
    if (!paused && isPaused) terminal.say(words.resumed);
    isPaused = paused !== null;
  };

  for await (const { event, value } of client.events('/api/work/events', signal)) {
    if (event === 'snapshot') {
      const { documents, totals } = value as WorkReport;
      for (const line of documents) if (isOurs(line.id)) show(line);
      tellTotals(totals);
    }
    if (event === 'document') take(value as WorkLine);
    if (event === 'removed') display.finish((value as { id: string }).id);
    if (event === 'totals') tellTotals(value as WorkTotals);
    if (event === 'end') return;
  }
}

/** Null while it is being read, be it for another time. */
const outcomeOf = ({ isInWork, state }: WorkLine): DocumentState | null => (isInWork ? null : state);

/** What became of a document, once that is known. */
export function sayOutcome(
  { say, words, describe }: Terminal,
  { state, title, pageCount, failure }: Pick<WorkLine, 'state' | 'title' | 'pageCount' | 'failure'>,
): void {
  const reason = failure ? describe(failure) : '';
  if (state === 'published') say(words.published(title, pageCount));
  if (state === 'failed') say(words.failed(title, reason));
  if (state === 'refused') say(words.refused(title, reason));
}

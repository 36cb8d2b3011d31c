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
};

/** Shows how far the library is with each document, and says what becomes of it, until `signal` or the library ends it. */
export async function followWork({ client, terminal, display, signal }: FollowWorkTools): Promise<void> {
  const { words } = terminal;
  const states = new Map<string, DocumentState>();
  let isPaused = false;

  const show = (line: WorkLine) => {
    const { id, title, state, steps, forecastSeconds } = line;
    states.set(id, state);
    if (state !== 'received' && state !== 'reading') return display.finish(id);
    const done = steps.reduce((sum, step) => sum + step.done, 0);
    const planned = steps.reduce((sum, step) => sum + step.planned, 0);
    display.show({ id, title, done, planned, remainingSeconds: forecastSeconds });
  };

  const tell = (line: WorkLine) => {
    const before = states.get(line.id);
    show(line);
    if (before === line.state) return;
    const reason = line.failure ? terminal.describe(line.failure) : '';
    if (line.state === 'published') terminal.say(words.published(line.title, line.pageCount));
    if (line.state === 'failed') terminal.say(words.failed(line.title, reason));
    if (line.state === 'refused') terminal.say(words.refused(line.files.join(', '), reason));
  };

  const tellTotals = ({ paused }: WorkTotals) => {
    if (paused && !isPaused) terminal.say(words.paused(terminal.describe(paused)));
    if (!paused && isPaused) terminal.say(words.resumed);
    isPaused = paused !== null;
  };

  for await (const { event, value } of client.events('/api/work/events', signal)) {
    if (event === 'snapshot') {
      const { documents, totals } = value as WorkReport;
      for (const line of documents) show(line);
      tellTotals(totals);
    }
    if (event === 'document') tell(value as WorkLine);
    if (event === 'removed') display.finish((value as { id: string }).id);
    if (event === 'totals') tellTotals(value as WorkTotals);
    if (event === 'end') return;
  }
}

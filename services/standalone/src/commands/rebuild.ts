import { isFailure } from '@diachi/domain';
import { EXIT, type ExitCode } from '@diachi/process';
import type { WorkReport, WorkTotals } from '@diachi/upload-service';
import type { ProgressDisplay } from '../progress-display.ts';
import type { CommandTools } from './command-tools.ts';

export type RebuildTools = CommandTools & {
  readonly display: ProgressDisplay;
  readonly wait: (ms: number) => Promise<void>;
  /** Nobody else would go on with what is to be read again when this process ends. */
  readonly isAlone: boolean;
  /** The library is on another machine, and so is its log. */
  readonly isElsewhere: boolean;
};

const LOOK_EVERY_MS = 300;

/** Makes catalogue and index anew from the store, and waits until that is done. One that is under way already is joined. */
export async function rebuild(
  { client, terminal, display, wait, isAlone, isElsewhere }: RebuildTools,
  { isJson }: { readonly isJson: boolean },
): Promise<ExitCode> {
  try {
    await client.send('POST', '/api/rebuild');
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.code !== 'rebuild.running') throw thrown;
  }
  const totals = async (): Promise<WorkTotals> =>
    ((await client.json('/api/work?documents=none')) as WorkReport).totals;
  let { rebuild: state, queue } = await totals();
  while (state?.isRunning || (isAlone && queue.waiting + queue.running > 0)) {
    const { done, planned } = state ?? { done: 0, planned: 0 };
    display.show({ id: 'rebuild', title: 'rebuild', done, planned: planned ?? 0, remainingSeconds: null });
    await wait(LOOK_EVERY_MS);
    ({ rebuild: state, queue } = await totals());
  }
  display.finish('rebuild');
  display.close();
  const failure = state?.failure ?? null;
  const { done: documents, problems } = state ?? { done: 0, problems: 0 };
  if (isJson) terminal.printJson({ documents, problems, ...(failure && { reason: terminal.describe(failure) }) });
  if (failure) {
    terminal.say(terminal.describe(failure));
    return failure.kind === 'bug' ? EXIT.bug : EXIT.unavailable;
  }
  terminal.say(terminal.words.rebuilt(documents));
  if (problems > 0) terminal.say(terminal.words.rebuildProblems(problems, isElsewhere));
  return EXIT.done;
}

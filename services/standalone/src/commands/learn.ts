import { isFailure } from '@diachi/domain';
import { EXIT, type ExitCode } from '@diachi/process';
import type { LearningReport, LongWorkState } from '@diachi/upload-service';
import type { ProgressDisplay } from '../progress-display.ts';
import type { CommandTools } from './command-tools.ts';

export type LearnTools = CommandTools & {
  readonly display: ProgressDisplay;
  readonly wait: (ms: number) => Promise<void>;
};

const LOOK_EVERY_MS = 500;
/** Another process of the library may answer than the one that began: it hears what was told within a second. */
const HEARD_WITHIN_MS = 1_000;

/** Has the library learn its own language anew, and waits until that is done. When it is learning already, that is waited for. */
export async function learn(tools: LearnTools, { isJson }: { readonly isJson: boolean }): Promise<ExitCode> {
  const { client, terminal } = tools;
  try {
    await client.send('POST', '/api/learning');
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.code !== 'learning.running') throw thrown;
  }
  const { last, state } = await untilOver(tools);
  const failure = state?.failure ?? null;
  if (failure || !last) {
    terminal.say(terminal.words.learningBrokeOff(failure ? terminal.describe(failure) : ''));
    return failure?.kind === 'bug' ? EXIT.bug : EXIT.unavailable;
  }
  const { documents, pages, learnedAt, sizeBytes } = last;
  const problems = state?.problems ?? 0;
  if (isJson) terminal.printJson({ learnedAt, documents, pages, sizeBytes, problems });
  else {
    terminal.print(terminal.words.learned(documents, pages));
    if (problems > 0) terminal.print(terminal.words.notLearned(problems));
  }
  return EXIT.done;
}

async function untilOver({ client, terminal, display, wait }: LearnTools): Promise<LearningReport> {
  const show = ({ done, planned }: LongWorkState) =>
    display.show({
      id: 'learning',
      title: terminal.words.learning,
      done,
      planned: planned ?? 0,
      remainingSeconds: null,
    });
  const report = async () => (await client.json('/api/learning')) as LearningReport;
  await wait(HEARD_WITHIN_MS);
  for (let { state } = await report(); state?.isRunning; { state } = await report()) {
    show(state);
    await wait(LOOK_EVERY_MS);
  }
  display.finish('learning');
  display.close();
  // What it learned may have been read just before it ended.
  return report();
}

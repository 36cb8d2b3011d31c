import { type FailureNote, isFailure } from '@diachi/domain';
import { EXIT, type ExitCode } from '@diachi/process';
import type { LongWorkState, Verification, VerificationReport } from '@diachi/upload-service';
import type { VerifyCommand } from '../command.ts';
import type { ProgressDisplay } from '../progress-display.ts';
import type { CommandTools } from './command-tools.ts';
import { describeFinding } from './inspect.ts';

export type VerifyTools = CommandTools & {
  readonly display: ProgressDisplay;
  readonly wait: (ms: number) => Promise<void>;
};

const LOOK_EVERY_MS = 500;
/** Another process of the library may answer than the one that began: it hears what was told within a second. */
const HEARD_WITHIN_MS = 1_000;

/** Has every file compared with its checksum, and waits until that is done. A round that is under way already is joined. */
export async function verify(tools: VerifyTools, { mbPerSecond, isJson }: VerifyCommand): Promise<ExitCode> {
  const { client, terminal } = tools;
  try {
    await client.send('POST', '/api/verification', mbPerSecond === null ? {} : { mbPerSecond });
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.code !== 'verification.running') throw thrown;
  }
  const { last, state } = await untilOver(tools);
  const failure = state?.failure ?? null;
  if (failure || !last) return sayBrokenOff(tools, failure);
  if (isJson) terminal.printJson(described(tools, last));
  else sayFindings(tools, last);
  return last.counts.problems > 0 ? EXIT.refused : EXIT.done;
}

async function untilOver({ client, terminal, display, wait }: VerifyTools): Promise<VerificationReport> {
  const title = terminal.words.verifying;
  const show = ({ done, planned }: LongWorkState) =>
    display.show({ id: 'verification', title, done, planned: planned ?? 0, remainingSeconds: null });
  const report = async () => (await client.json('/api/verification')) as VerificationReport;
  await wait(HEARD_WITHIN_MS);
  for (let { state } = await report(); state?.isRunning; { state } = await report()) {
    show(state);
    await wait(LOOK_EVERY_MS);
  }
  display.finish('verification');
  display.close();
  // What it found may have been read just before it ended.
  return report();
}

function sayBrokenOff({ terminal }: VerifyTools, failure: FailureNote | null): ExitCode {
  terminal.say(terminal.words.verifyingBrokeOff(failure ? terminal.describe(failure) : ''));
  return failure?.kind === 'bug' ? EXIT.bug : EXIT.unavailable;
}

const described = (tools: VerifyTools, { version: _, repaired, problems, ...verification }: Verification) => {
  const inWords = (finding: Verification['problems'][number]) => ({
    ...finding,
    message: describeFinding(tools, finding),
  });
  return { ...verification, repaired: repaired.map(inWords), problems: problems.map(inWords) };
};

function sayFindings(tools: VerifyTools, { counts, repaired, problems, sizeBytes }: Verification): void {
  const { terminal } = tools;
  const { words } = terminal;
  terminal.print(words.verified(counts.documents, counts.objects, Math.round(sizeBytes / 1_000_000)));
  terminal.print(words.repaired(counts.repaired));
  for (const finding of repaired) terminal.print(`  ${describeFinding(tools, finding)}`);
  terminal.print(words.problems(counts.problems));
  for (const finding of problems) terminal.print(`  ${describeFinding(tools, finding)}`);
}

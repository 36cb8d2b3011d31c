import { type FailureNote, isFailure } from '@diachi/domain';
import { EXIT, type ExitCode } from '@diachi/process';
import type { Finding, Inspection, InspectionReport, LongWorkState } from '@diachi/upload-service';
import type { ProgressDisplay } from '../progress-display.ts';
import type { CommandTools } from './command-tools.ts';

export type InspectTools = CommandTools & {
  readonly display: ProgressDisplay;
  readonly wait: (ms: number) => Promise<void>;
};

const LOOK_EVERY_MS = 500;
/** Another process of the library may answer than the one that began: it hears what was told within a second. */
const HEARD_WITHIN_MS = 1_000;

/** Has catalogue, store and search index compared, and waits until that is done. An inspection that is under way already is joined. */
export async function inspect(tools: InspectTools, { isJson }: { readonly isJson: boolean }): Promise<ExitCode> {
  const { client, terminal } = tools;
  try {
    await client.send('POST', '/api/inspection');
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.code !== 'inspection.running') throw thrown;
  }
  const { last, state } = await untilOver(tools);
  const failure = state?.failure ?? null;
  if (failure || !last) return sayBrokenOff(tools, failure);
  if (isJson) terminal.printJson(described(tools, last));
  else sayFindings(tools, last);
  return last.counts.problems > 0 ? EXIT.refused : EXIT.done;
}

async function untilOver({ client, terminal, display, wait }: InspectTools): Promise<InspectionReport> {
  const show = ({ done, planned }: LongWorkState) =>
    display.show({
      id: 'inspection',
      title: terminal.words.inspecting,
      done,
      planned: planned ?? 0,
      remainingSeconds: null,
    });
  const report = async () => (await client.json('/api/inspection')) as InspectionReport;
  await wait(HEARD_WITHIN_MS);
  for (let { state } = await report(); state?.isRunning; { state } = await report()) {
    show(state);
    await wait(LOOK_EVERY_MS);
  }
  display.finish('inspection');
  display.close();
  // What it found may have been read just before it ended.
  return report();
}

function sayBrokenOff({ terminal }: InspectTools, failure: FailureNote | null): ExitCode {
  terminal.say(terminal.words.inspectionBrokeOff(failure ? terminal.describe(failure) : ''));
  return failure?.kind === 'bug' ? EXIT.bug : EXIT.unavailable;
}

const described = (tools: InspectTools, { startedAt, endedAt, counts, repaired, problems }: Inspection) => {
  const inWords = (finding: Finding) => ({ ...finding, message: describeFinding(tools, finding) });
  return { startedAt, endedAt, counts, repaired: repaired.map(inWords), problems: problems.map(inWords) };
};

function sayFindings(tools: InspectTools, { counts, repaired, problems }: Inspection): void {
  const { terminal } = tools;
  const { words } = terminal;
  terminal.print(words.inspected(counts.documents, counts.objects, counts.indexed));
  terminal.print(words.repaired(counts.repaired));
  for (const finding of repaired) terminal.print(`  ${describeFinding(tools, finding)}`);
  terminal.print(words.problems(counts.problems));
  for (const finding of problems) terminal.print(`  ${describeFinding(tools, finding)}`);
}

/** A finding in the words of whoever reads. */
export const describeFinding = ({ terminal }: Pick<CommandTools, 'terminal'>, finding: Finding): string =>
  terminal.describe({ kind: 'conflict', ...finding });

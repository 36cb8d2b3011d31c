import { isFailure } from '@diachi/domain';
import { EXIT, type ExitCode } from '@diachi/process';
import type { ToldSource } from '@diachi/upload-service';
import type { HarvestCommand } from '../command.ts';
import type { ProgressDisplay } from '../progress-display.ts';
import type { CommandTools } from './command-tools.ts';

export type HarvestTools = CommandTools & {
  readonly display: ProgressDisplay;
  readonly wait: (ms: number) => Promise<void>;
};

// Each look counts the records of every source, which takes half a second of a million.
const LOOK_EVERY_MS = 2_000;
/** Another process of the library may answer than the one that began: it hears what was told within a second. */
const HEARD_WITHIN_MS = 1_000;

/** Harvests a source, and waits until that is done. When it is being harvested already, that is waited for. */
export async function harvest(
  tools: HarvestTools,
  { source: code, isWhole, isJson }: HarvestCommand,
): Promise<ExitCode> {
  const { client, terminal } = tools;
  try {
    await client.send('POST', `/api/harvest/${encodeURIComponent(code)}/start`, { isWhole });
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.code !== 'harvest.running') throw thrown;
  }
  const told = await untilOver(tools, code);
  const report = told?.state.reports[0];
  const failure = told?.progress?.failure ?? report?.failure ?? null;
  if (failure || !report) {
    terminal.say(terminal.words.harvestBrokeOff(failure ? terminal.describe(failure) : ''));
    return failure?.kind === 'bug' ? EXIT.bug : EXIT.unavailable;
  }
  if (isJson) terminal.printJson({ source: code, ...report });
  else {
    terminal.print(terminal.words.harvested(report));
    for (const { identifier, code: why, message } of report.refusals) {
      terminal.print(`${identifier}: ${terminal.describe({ kind: 'invalid', code: why, message, details: {} })}`);
    }
  }
  return EXIT.done;
}

async function untilOver({ client, terminal, display, wait }: HarvestTools, code: string) {
  const look = async (): Promise<ToldSource | undefined> => {
    const sources = (await client.json('/api/harvest')) as readonly ToldSource[];
    return sources.find(({ source }) => source.code === code);
  };
  await wait(HEARD_WITHIN_MS);
  let told = await look();
  for (; told?.progress?.isRunning; told = await look()) {
    const { done, planned } = told.progress;
    display.show({
      id: 'harvest',
      title: terminal.words.harvesting,
      done,
      planned: planned ?? 0,
      remainingSeconds: null,
    });
    await wait(LOOK_EVERY_MS);
  }
  display.finish('harvest');
  display.close();
  return told;
}

import { MessageChannel, Worker } from 'node:worker_threads';
import type { Catalogue } from '@diachi/ports';
import type { StepSettings } from './all-settings.ts';
import { unpack } from './carried-error.ts';
import { answerCalls } from './remote-calls.ts';
import { CATALOGUE_CALLS, type StepThreadData } from './step-thread-data.ts';
import { type StepThread, stepThread } from './step-thread-handle.ts';
import type { FromThread } from './thread-messages.ts';

export type StartStepThreadTools = {
  readonly catalogue: Catalogue;
  readonly folder: string;
  readonly scratchFolder: string;
  readonly settings: StepSettings;
  /** The most JavaScript memory one thread may fill; pictures are held outside of it. */
  readonly memoryMb: number;
  /** What the engines inside print for themselves; nothing a person needs to see. */
  readonly onPrinted: (text: string) => void;
  /** Told what is damaged in the library, and what its steps go on without. */
  readonly onNoticed: (thrown: unknown) => void;
};

/** Starts a thread that does slow steps on the data folder, and asks the catalogue of this thread. */
export async function startStepThread(tools: StartStepThreadTools): Promise<StepThread> {
  // Loaded here first, the image library's code stays loaded while threads come and go; otherwise the last one to end would take it away from under a new one.
  await import('@diachi/thumbnails-worker');
  const { catalogue, folder, scratchFolder, settings, memoryMb, onPrinted, onNoticed } = tools;
  const { port1, port2 } = new MessageChannel();
  answerCalls(port1, catalogue, CATALOGUE_CALLS);
  const data: StepThreadData = { folder, scratchFolder, settings, catalogue: port2 };
  const worker = new Worker(script, {
    workerData: data,
    transferList: [port2],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    ...(isSource && { execArgv: ['--conditions=source'] }),
  });
  for (const printed of [worker.stdout, worker.stderr]) printed.setEncoding('utf8').on('data', onPrinted);
  worker.on('message', (message: FromThread) => {
    if (message.kind === 'noticed') onNoticed(unpack(message.thrown));
  });
  worker.once('exit', () => port1.close());
  return stepThread(worker);
}

// Threads do not go through a test's transformations, so that a thread started from sources runs them as they are.
const isSource = import.meta.url.endsWith('.ts');
const script = new URL(isSource ? './step-thread.ts' : './step-thread.js', import.meta.url);

import type { Config, Log, Settings } from '@diachi/process';
import { measured } from './measured.ts';
import { openNeeded, type Servers } from './open-needed.ts';
import type { ServersOf, WorkerName } from './processes.ts';
import { runProcess, type Surroundings } from './run-process.ts';
import type { ServersConfig, WorkerConfig } from './settings-of.ts';
import { shareOut, type Worker } from './share-out.ts';

export type WorkerTools<Name extends WorkerName, Own extends Settings> = Pick<Servers, ServersOf<Name>> & {
  /** Its own settings. */
  readonly config: Config<Own>;
  readonly scratchFolder: string;
  readonly log: Log;
};

export type WorkerOptions<Name extends WorkerName, Own extends Settings> = Surroundings & {
  readonly settings: Own;
  /** Makes what does one step at a time; called as often as steps are done at once. */
  readonly create: (tools: WorkerTools<Name, Own>) => Promise<Worker> | Worker;
};

/** Runs a worker of the cluster until it is asked to end: opens what `PROCESSES` says it needs, and does the steps it is given. */
export const runWorker = <const Name extends WorkerName, Own extends Settings>(
  name: Name,
  { settings, create, ...surroundings }: WorkerOptions<Name, Own>,
): Promise<void> =>
  runProcess(name, surroundings, settings, async (running, read) => {
    const { open, log, metrics, scratchFolder } = running;
    const config = read as WorkerConfig & ServersConfig & Config<Own>;
    const { workAtOnce, workPerMinute } = config;
    const servers = await openNeeded(name, config, running);
    const { queue } = servers as unknown as Pick<Servers, 'queue'>;
    const workers: Worker[] = [];
    for (let count = 0; count < workAtOnce; count += 1) {
      const worker = await create({ ...servers, config, scratchFolder, log });
      open.defer(() => worker.close());
      workers.push(worker);
    }
    // Before the workers: what they still do is handed back.
    open.defer(() => queue.close());
    metrics.watchQueue(queue);
    const handlers = measured(shareOut(workers), { metrics, log });
    queue.work(handlers, { concurrency: workAtOnce, ...(workPerMinute > 0 ? { perMinute: workPerMinute } : {}) });
    log.info({ jobs: handlers.map(({ job }) => job.name), workAtOnce, workPerMinute }, 'at work');
  });

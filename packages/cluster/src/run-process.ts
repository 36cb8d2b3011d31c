import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import {
  ConfigError,
  createLog,
  createMetrics,
  createReadiness,
  EXIT,
  exitCodeOf,
  type Log,
  type Metrics,
  openHealthServer,
  type Readiness,
  readConfig,
  type Settings,
  stopInOrder,
} from '@diachi/process';
import { ownScratchFolder } from './own-scratch-folder.ts';
import type { ProcessName } from './processes.ts';
import { type ProcessConfig, settingsInOne } from './settings-of.ts';

/** Everything a process takes from the outside. */
export type Surroundings = {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly process: NodeJS.Process;
};

/** What every process has while it runs. */
export type RunningProcess = {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly readiness: Readiness;
  /** Its own, and empty. */
  readonly scratchFolder: string;
  /** Aborted when the process was asked to end. */
  readonly ending: AbortSignal;
  /** What is to be closed, the last first. */
  readonly open: AsyncDisposableStack;
};

/**
 * Runs a process until it is asked to end: reads its settings (a fault ends it with exit code 2), watches over it at its health port, and
 * closes what `begin` opened, the last first. What `begin` throws ends it as `EXIT` says.
 */
export async function runProcess(
  name: ProcessName,
  { env, process }: Surroundings,
  own: Settings,
  /** `config` has the values of `settingsOf(name, own)`. */
  begin: (running: RunningProcess, config: unknown) => Promise<void>,
): Promise<void> {
  const config = readOrEnd(name, own, env, process);
  if (!config) return;
  const log = openLog(name, config, process);
  const metrics = createMetrics(name);
  const readiness = createReadiness();
  const open = new AsyncDisposableStack();
  const ending = new AbortController();

  const { healthHost, healthPort, stopWithinMs } = config;
  const started = (async () => {
    const onBroken = (thrown: unknown) =>
      log.error({ err: thrown }, 'a question about this process could not be answered');
    const health = await openHealthServer({ metrics, readiness, onBroken }, healthHost, healthPort);
    open.defer(() => health.close());
    log.info({ healthPort: health.port }, 'begun');
    const scratchFolder = await ownScratchFolder({ folder: config.scratchFolder, name, pid: process.pid });
    open.defer(() => rm(scratchFolder, { recursive: true, force: true }));
    await begin({ log, metrics, readiness, scratchFolder, ending: ending.signal, open }, config);
    ending.signal.throwIfAborted();
    readiness.started();
  })();

  stopInOrder(process, {
    limitMs: stopWithinMs,
    onAsked: () => {
      readiness.stopping();
      log.info('asked to end');
    },
    stop: async () => {
      ending.abort(new Error('The process was asked to end.'));
      await started.catch(() => undefined);
      await open.disposeAsync();
      log.info('ended');
    },
    onTrouble: (thrown) => log.error({ err: thrown, stopWithinMs }, 'the end was not in order'),
  });

  try {
    await started;
  } catch (thrown) {
    // What was being opened when the end was asked for is closed by `stop`.
    if (ending.signal.aborted) return;
    log.fatal({ err: thrown }, 'this process cannot begin');
    await open.disposeAsync();
    process.exit(exitCodeOf(thrown));
  }
}

function readOrEnd(name: ProcessName, own: Settings, env: Surroundings['env'], process: NodeJS.Process) {
  try {
    return readConfig(settingsInOne(name, own), env) as ProcessConfig;
  } catch (thrown) {
    if (!(thrown instanceof ConfigError)) throw thrown;
    process.stderr.write(`${name}: ${thrown.message}\n`);
    process.exitCode = EXIT.unusable;
    return null;
  }
}

function openLog(name: ProcessName, { logLevel, instance }: ProcessConfig, process: NodeJS.Process): Log {
  // Whoever reads the log may have gone: the work goes on without them.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (thrown: NodeJS.ErrnoException) => {
      if (thrown.code !== 'EPIPE' && thrown.code !== 'EIO') throw thrown;
    });
  }
  const sink = { write: (line: string) => void process.stdout.write(line) };
  const log = createLog(name, logLevel, sink).child({ instance: instance || `${hostname()}-${process.pid}` });
  process.on('uncaughtException', (thrown) => {
    log.fatal({ err: thrown }, 'a bug');
    process.exit(EXIT.bug);
  });
  return log;
}

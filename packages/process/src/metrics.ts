import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** How a step ended: `handed-back` when the process was asked to stop first. */
export type StepOutcome = 'done' | 'failed' | 'handed-back';

type EndedStep = {
  readonly job: string;
  readonly outcome: StepOutcome;
  readonly seconds: number;
  /** Pages it was about; 0 when that is not known before. */
  readonly pages: number;
};

type Answered = {
  /** The address as routes write it, so that there are as many labels as routes; `none` when there is none. */
  readonly route: string;
  readonly method: string;
  readonly status: number;
  readonly seconds: number;
};

export type QueueDepths = () => Promise<
  readonly { readonly job: string; readonly waiting: number; readonly running: number }[]
>;

/** What one process counts of its work. */
export type Metrics = {
  /** Everything counted, as Prometheus reads it. */
  text(): Promise<string>;
  readonly contentType: string;
  stepEnded(step: EndedStep): void;
  failed(code: string): void;
  answered(answer: Answered): void;
  /** Has the depths of a queue asked at each reading; one that does not answer shows as `diachi_queue_answers 0`, never as old numbers. */
  watchQueue(depths: QueueDepths): void;
};

const STEP_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180, 600];
const HTTP_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];
const QUEUE_ANSWERS_MS = 2_000;

/** Counts in a registry of its own, with memory, CPU and event loop of the process beside. Every line says which process it is. */
export function createMetrics(name: string): Metrics {
  const registry = new Registry();
  registry.setDefaultLabels({ process: name });
  collectDefaultMetrics({ register: registry });
  const registers = [registry];

  const steps = new Counter({
    name: 'diachi_steps_total',
    help: 'Steps that ended, tries counted one by one',
    labelNames: ['job', 'outcome'],
    registers,
  });
  const stepSeconds = new Histogram({
    name: 'diachi_step_seconds',
    help: 'How long steps that were done took',
    labelNames: ['job'],
    buckets: STEP_SECONDS,
    registers,
  });
  const pages = new Counter({
    name: 'diachi_pages_total',
    help: 'Pages that steps were done for',
    labelNames: ['job'],
    registers,
  });
  const failures = new Counter({
    name: 'diachi_failures_total',
    help: 'Steps and requests that failed, by the code of the failure',
    labelNames: ['code'],
    registers,
  });
  const httpSeconds = new Histogram({
    name: 'diachi_http_seconds',
    help: 'How long requests took until the last byte of the answer',
    labelNames: ['route', 'method', 'status'],
    buckets: HTTP_SECONDS,
    registers,
  });

  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    stepEnded({ job, outcome, seconds, pages: count }) {
      steps.inc({ job, outcome });
      if (outcome !== 'done') return;
      stepSeconds.observe({ job }, seconds);
      if (count > 0) pages.inc({ job }, count);
    },
    failed: (code) => failures.inc({ code }),
    answered: ({ route, method, status, seconds }) => httpSeconds.observe({ route, method, status }, seconds),
    watchQueue: (depths) => watchQueue(registry, depths),
  };
}

function watchQueue(registry: Registry, depths: QueueDepths): void {
  const registers = [registry];
  let asking: ReturnType<typeof ask> | null = null;
  const ask = () => within(QUEUE_ANSWERS_MS, depths());
  // Both are read at once, and by one question.
  const askOnce = () => {
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  };

  new Gauge({
    name: 'diachi_queue_answers',
    help: '1 while the queue answers, otherwise 0',
    registers,
    async collect() {
      this.set((await askOnce()) ? 1 : 0);
    },
  });
  new Gauge({
    name: 'diachi_queue_steps',
    help: 'Steps of the whole library that wait or run',
    labelNames: ['job', 'state'],
    registers,
    async collect() {
      const found = await askOnce();
      this.reset();
      for (const { job, waiting, running } of found ?? []) {
        this.set({ job, state: 'waiting' }, waiting);
        this.set({ job, state: 'running' }, running);
      }
    },
  });
}

/** Null when it is not there in time, or not at all: counting must not depend on a server that is away. */
async function within<Value>(limitMs: number, asked: Promise<Value>): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), limitMs);
  });
  try {
    return await Promise.race([asked.catch(() => null), late]);
  } finally {
    clearTimeout(timer);
  }
}

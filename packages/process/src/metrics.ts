import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { watch } from './watched.ts';
import { type CatalogueToWatch, watchedCatalogue } from './watched-catalogue.ts';
import { type QueueToWatch, watchedQueue } from './watched-queue.ts';
import { type VerificationToWatch, watchedVerification } from './watched-verification.ts';

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

/** What one process counts of its work. */
export type Metrics = {
  /** Everything counted, as Prometheus reads it. */
  text(): Promise<string>;
  readonly contentType: string;
  stepEnded(step: EndedStep): void;
  failed(code: string): void;
  answered(answer: Answered): void;
  /** Has a queue asked at each reading, within two seconds; one that does not answer shows as `diachi_queue_answers 0`, never as old numbers. */
  watchQueue(queue: QueueToWatch): void;
  /** The same of the catalogue: how many documents there are and how many wait to be searchable, with `diachi_catalogue_answers`. */
  watchCatalogue(catalogue: CatalogueToWatch): void;
  /** Whether this process is the steward. */
  watchSteward(isSteward: () => boolean): void;
  /** What comparing files with their checksums found last, with `diachi_originals_lost` and when it ended. */
  watchVerification(verification: VerificationToWatch): void;
};

const STEP_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180, 600];
const HTTP_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60];

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
    watchQueue: (queue) => watch(registry, watchedQueue(queue)),
    watchCatalogue: (catalogue) => watch(registry, watchedCatalogue(catalogue)),
    watchVerification: (verification) => watch(registry, watchedVerification(verification)),
    watchSteward(isSteward) {
      new Gauge({
        name: 'diachi_steward',
        help: '1 in the process that plans the work of the whole library and sees that nothing is left lying, otherwise 0',
        registers,
        collect() {
          this.set(isSteward() ? 1 : 0);
        },
      });
    },
  };
}

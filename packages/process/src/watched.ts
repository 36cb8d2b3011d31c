import { Gauge, type Registry } from 'prom-client';

type Sample = { readonly labels?: Readonly<Record<string, string>>; readonly value: number };

type WatchedGauge<Answer> = {
  readonly name: string;
  readonly help: string;
  readonly labelNames?: readonly string[];
  /** What an answer says; null is a server that did not answer in time, of which nothing older is shown. */
  readonly samples: (answer: Answer | null) => readonly Sample[];
};

/** Which gauges show what `ask` answers, and in how many milliseconds it must. */
export type Watched<Answer> = {
  readonly ask: () => Promise<Answer>;
  readonly gauges: readonly WatchedGauge<Answer>[];
  readonly answersWithinMs?: number;
};

const ANSWERS_WITHIN_MS = 2_000;

/** Shows at each reading what is answered then. It is asked once for all the gauges, and a server that is away costs only them. */
export function watch<Answer>(
  registry: Registry,
  { ask, gauges, answersWithinMs = ANSWERS_WITHIN_MS }: Watched<Answer>,
): void {
  // One that hangs is waited for again: it is not asked once more at each reading.
  let asking: Promise<Answer | null> | null = null;
  const answer = () => {
    asking ??= settled(ask).finally(() => {
      asking = null;
    });
    return within(answersWithinMs, asking);
  };

  for (const { name, help, labelNames = [], samples } of gauges) {
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [registry],
      async collect() {
        const found = samples(await answer());
        this.reset();
        // Without labels, a reset one would say 0, which is as untrue as an old number.
        if (labelNames.length === 0) this.remove();
        for (const { labels = {}, value } of found) this.set(labels, value);
      },
    });
  }
}

/** Null when it fails: counting must not depend on a server that is away. */
async function settled<Value>(ask: () => Promise<Value>): Promise<Value | null> {
  try {
    return await ask();
  } catch {
    return null;
  }
}

/** Null when it is not there in time. */
async function within<Value>(limitMs: number, asked: Promise<Value | null>): Promise<Value | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), limitMs);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

import type { JobHandler } from '@diachi/ports';

/** What does the steps of one process, one at a time: an engine is one, and so is the memory a page takes. */
export type Worker = { readonly handlers: readonly JobHandler[]; close(): Promise<void> };

/** Handlers that give each step to a worker that has none, and let it wait for one while all are busy. All workers do the same jobs. */
export function shareOut(workers: readonly Worker[]): readonly JobHandler[] {
  const idle = [...workers];
  const waiting: ((worker: Worker) => void)[] = [];

  const take = (): Worker | Promise<Worker> => {
    const worker = idle.pop();
    return worker ?? new Promise((resolve) => waiting.push(resolve));
  };
  const giveBack = (worker: Worker) => {
    const next = waiting.shift();
    if (next) next(worker);
    else idle.push(worker);
  };

  const [first] = workers;
  if (!first) throw new Error('Somebody has to do the work.');
  return first.handlers.map(({ job }, at) => ({
    job,
    run: async (payload, delivery) => {
      const worker = await take();
      try {
        delivery.signal.throwIfAborted();
        await worker.handlers[at]?.run(payload, delivery);
      } finally {
        giveBack(worker);
      }
    },
  }));
}

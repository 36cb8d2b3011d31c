type Running = { readonly isAlive: boolean };

export type KeptRunning<Thread> = {
  /** The thread that lives. Starts one when none does; callers at the same moment get the same one. */
  live(): Promise<Thread>;
  /** The thread started last, dead or alive; undefined when none could be. */
  last(): Promise<Thread | undefined>;
};

/** Starts a thread when it is needed, and another when that one has broken down or could not be started. */
export function keepRunning<Thread extends Running>(start: () => Promise<Thread>): KeptRunning<Thread> {
  let running: Promise<Thread> | undefined;
  return {
    live() {
      running = running ? running.then((thread) => (thread.isAlive ? thread : start()), start) : start();
      return running;
    },
    last: async () => running?.catch(() => undefined),
  };
}

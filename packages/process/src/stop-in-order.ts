import { EXIT, type ExitCode } from './exit-code.ts';

/** The process as far as ending it goes; in tests, something else. */
export type Stoppable = {
  on(event: 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'disconnect', listener: () => void): unknown;
  exit(code: number): void;
};

export type StopOptions = {
  /** Ends the work in order. Called once. */
  readonly stop: () => Promise<void>;
  /** The first request has come: tell the person. */
  readonly onAsked: () => void;
  /** Something went wrong on the way out, or it took too long: `thrown` is null then. */
  readonly onTrouble: (thrown: unknown) => void;
  readonly limitMs: number;
};

// A terminal's Ctrl-C arrives from the terminal and again from the launcher; a person's second one comes later.
const SAME_REQUEST_MS = 700;

/**
 * Ends a process in order when it is asked to (Ctrl-C, SIGTERM, the launcher gone), within `limitMs`. A second request
 * ends it at once: everything kept is safe at any moment. Returns what asks for it from inside.
 */
export function stopInOrder(process: Stoppable, { stop, onAsked, onTrouble, limitMs }: StopOptions): () => void {
  let askedAt: number | null = null;

  const end = async (): Promise<ExitCode> => {
    try {
      await stop();
      return EXIT.done;
    } catch (thrown) {
      onTrouble(thrown);
      return EXIT.bug;
    }
  };

  const ask = () => {
    const now = performance.now();
    if (askedAt !== null) {
      if (now - askedAt > SAME_REQUEST_MS) process.exit(EXIT.interrupted);
      return;
    }
    askedAt = now;
    onAsked();
    const limit = setTimeout(() => {
      onTrouble(null);
      process.exit(EXIT.bug);
    }, limitMs);
    void end().then((code) => {
      clearTimeout(limit);
      process.exit(code);
    });
  };

  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'disconnect'] as const) process.on(event, ask);
  return ask;
}

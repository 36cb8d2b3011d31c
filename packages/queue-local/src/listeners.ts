import type { JobEvent } from '@diachi/ports';

export type Listeners = {
  follow(listener: (event: JobEvent) => void): () => void;
  tell(event: JobEvent): void;
};

/** Tells every listener every event, in order. One that throws hinders neither the others nor the queue: what it threw goes to `surface`. */
export function createListeners(surface: (bug: unknown) => void): Listeners {
  const all = new Set<{ readonly hear: (event: JobEvent) => void }>();
  return {
    follow(hear) {
      const listener = { hear };
      all.add(listener);
      return () => all.delete(listener);
    },
    tell(event) {
      for (const { hear } of [...all]) {
        try {
          hear(event);
        } catch (bug) {
          surface(bug);
        }
      }
    },
  };
}

/** A listener that throws has a bug; it ends the process like any other instead of being lost. */
export const throwLater = (bug: unknown): void =>
  queueMicrotask(() => {
    throw bug;
  });

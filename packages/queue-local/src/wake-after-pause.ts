import type { Crews } from './crews.ts';
import type { Later } from './later.ts';

/** Wakes deliveries when somebody who did enough in this minute may begin again. */
export type WakeAfterPause = {
  /** To be called when nothing more can begin now. */
  set(): void;
  callOff(): void;
};

export function createWakeAfterPause(crews: Pick<Crews, 'pauseMs'>, later: Later, wake: () => void): WakeAfterPause {
  let callOff: (() => void) | null = null;
  return {
    set() {
      callOff?.();
      const pauseMs = crews.pauseMs();
      // Timers end a little early now and then.
      callOff = pauseMs > 0 ? later(Math.ceil(pauseMs) + 1, wake) : null;
    },
    callOff: () => callOff?.(),
  };
}

/** Runs something later, and returns how to call it off. */
export type Later = (delayMs: number, run: () => void) => () => void;

/** The clock of the process; a step that is put off does not keep the process alive. */
export const laterByTimer: Later = (delayMs, run) => {
  const timer = setTimeout(run, delayMs);
  timer.unref();
  return () => clearTimeout(timer);
};

import type { Finished } from './run-diachi.ts';

/** A whole library that is open, whichever way it runs. */
export type OpenedLibrary = {
  /** Where people open it. */
  readonly address: string;
  /** The administrator's one-time link, as the terminal or the log told it. */
  readonly signInLink: string;
  /** False where a cluster does without a search server. */
  readonly hasSearch: boolean;
  /** Runs `diachi …` as whoever runs the library does. */
  readonly diachi: (...args: readonly string[]) => Promise<Finished>;
  readonly close: () => Promise<void>;
};

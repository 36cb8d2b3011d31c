import { isFailure } from '@diachi/domain';
import { ConfigError } from './read-config.ts';

/** How every process of ours ends. Scripts may rely on these. */
export const EXIT = {
  /** What was asked for is done. */
  done: 0,
  /** Something nobody foresaw: please report it. */
  bug: 1,
  /** The configuration or the command line cannot be used. */
  unusable: 2,
  /** Something needed is not there: a free port, room on the disk, a server, the right to write. */
  unavailable: 3,
  /** The work is done, and the answer is no: a file was refused, a document failed or is not known. */
  refused: 4,
  /** A second Ctrl-C ended it at once, as the system ends a program that has not begun to listen. 128 + SIGINT. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The one place where what was thrown becomes the way a process ends. */
export function exitCodeOf(thrown: unknown): ExitCode {
  if (thrown instanceof ConfigError) return EXIT.unusable;
  return isFailure(thrown) ? byKind[thrown.kind] : EXIT.bug;
}

const byKind = { invalid: EXIT.unusable, missing: EXIT.refused, conflict: EXIT.refused, unavailable: EXIT.unavailable };

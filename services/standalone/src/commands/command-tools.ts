import type { LibraryClient } from '../library-client.ts';
import type { Terminal } from '../terminal.ts';

/** What a command works with. */
export type CommandTools = {
  readonly client: LibraryClient;
  readonly terminal: Terminal;
  /** Where the library is found by people: the start of every link. */
  readonly publicAddress: string;
};

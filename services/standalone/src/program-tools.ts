import type { AllSettings } from './all-settings.ts';
import type { ProgressDisplay } from './progress-display.ts';
import type { Terminal } from './terminal.ts';

/** What the server and every command start from. */
export type ProgramTools = {
  readonly config: AllSettings;
  /** For what only one command has to know. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly terminal: Terminal;
  readonly display: ProgressDisplay;
  readonly process: NodeJS.Process;
  readonly stdout: NodeJS.WriteStream;
};

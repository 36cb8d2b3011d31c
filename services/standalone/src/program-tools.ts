import type { AllSettings } from './all-settings.ts';
import type { ProgressDisplay } from './progress-display.ts';
import type { Terminal } from './terminal.ts';

/** What the server and every command start from. */
export type ProgramTools = {
  readonly config: AllSettings;
  readonly terminal: Terminal;
  readonly display: ProgressDisplay;
  readonly process: NodeJS.Process;
  readonly stdout: NodeJS.WriteStream;
};

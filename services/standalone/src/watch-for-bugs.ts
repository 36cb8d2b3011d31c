import { EXIT, type Log } from '@diachi/process';
import type { Terminal } from './terminal.ts';

/** Ends the process at once when something is thrown that nobody catches: what it did next could not be relied on. */
export function watchForBugs(process: NodeJS.Process, terminal: Terminal, file: string, log: () => Log | null): void {
  process.on('uncaughtException', (thrown) => {
    log()?.fatal({ err: thrown }, 'a bug');
    terminal.say(terminal.words.bug(file));
    terminal.say(thrown.stack ?? thrown.message);
    process.exit(EXIT.bug);
  });
}

import { ConfigError, EXIT, type ExitCode, exitCodeOf, readConfig } from '@diachi/process';
import { type AllSettings, allSettings } from './all-settings.ts';
import { parseCommandLine } from './parse-command-line.ts';
import { createProgressBars } from './progress-bars.ts';
import { createProgressLines } from './progress-display.ts';
import { runCommand } from './run-command.ts';
import { serve } from './serve.ts';
import { parseLanguageList } from './standalone-settings.ts';
import { createTerminal, wordsIn } from './terminal.ts';

export type ProgramSurroundings = {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly process: NodeJS.Process;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
};

/** Runs the server or one command, and answers with how the process ends. */
export async function runProgram(tools: ProgramSurroundings): Promise<ExitCode> {
  const { args, env, stdout, stderr } = tools;
  const language = parseLanguageList(env['LANGUAGE'] ?? '');
  const line = parseCommandLine(args, wordsIn(language));
  if (line.kind === 'answered') {
    (line.exitCode === EXIT.done ? stdout : stderr).write(line.said);
    return line.exitCode;
  }
  const { command } = line;
  const place = command.name === 'serve' ? stdout : stderr;
  const write = (text: string) => void place.write(text);
  const words = wordsIn(language);
  const display = place.isTTY ? createProgressBars(words, place) : createProgressLines(words, write);
  const terminal = createTerminal({ language, out: stdout, say: display.say });
  try {
    const config: AllSettings = readConfig(allSettings, env);
    const { process } = tools;
    if (command.name === 'serve') return await serve({ config, env, terminal, display, process, stdout }, command);
    return await runCommand({ config, env, terminal, display, process, stdout }, command);
  } catch (thrown) {
    display.close();
    if (thrown instanceof ConfigError) terminal.say(`${terminal.words.badConfig}\n${thrown.message}`);
    else terminal.sayFailure(thrown);
    return exitCodeOf(thrown);
  }
}

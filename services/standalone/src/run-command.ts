import { setTimeout as delay } from 'node:timers/promises';
import { EXIT, type ExitCode, exitCodeOf, stopInOrder } from '@diachi/process';
import type { LibraryCommand, MigrateProfileCommand } from './command.ts';
import type { CommandTools } from './commands/command-tools.ts';
import { exportDocument } from './commands/export.ts';
import { exportBags } from './commands/export-bags.ts';
import { harvest } from './commands/harvest.ts';
import { ingest } from './commands/ingest.ts';
import { inspect } from './commands/inspect.ts';
import { learn } from './commands/learn.ts';
import { migrateProfile } from './commands/migrate-profile.ts';
import { rebuild } from './commands/rebuild.ts';
import { search } from './commands/search.ts';
import { show } from './commands/show.ts';
import { status } from './commands/status.ts';
import { addUser, listUsers } from './commands/user.ts';
import { verify } from './commands/verify.ts';
import { type HeldLibrary, logFile } from './hold-library.ts';
import { catalogueFile, prepareDataFolder } from './prepare-data-folder.ts';
import type { ProgramTools } from './program-tools.ts';
import { reachElsewhere } from './reach-elsewhere.ts';
import { reachLibrary } from './reach-library.ts';
import type { Terminal } from './terminal.ts';
import { watchForBugs } from './watch-for-bugs.ts';

/** Where the library is open: in this process, in a server on the same data folder, or elsewhere. */
type Place = 'here' | 'server' | 'elsewhere';

const STOP_LIMIT_MS = 9_500;

/** Runs one command, on the running library or on one opened for it and closed after it. */
export async function runCommand(
  tools: ProgramTools,
  command: LibraryCommand | MigrateProfileCommand,
): Promise<ExitCode> {
  const { config, terminal, process } = tools;
  if (command.name === 'migrate-profile') return migrateProfile(tools, command);
  if (config.libraryUrl !== '') {
    const elsewhere = reachElsewhere(config, command, terminal.language);
    return elsewhere.asOperator(() => perform(tools, { ...elsewhere, terminal }, command, 'elsewhere'));
  }
  const { folder } = await prepareDataFolder(config.folder);
  const { client, publicAddress, own } = await reachLibrary({
    folder,
    config,
    language: terminal.language,
    isWorking: command.name === 'ingest' || command.name === 'rebuild',
    beforeOpening: async () => command.name === 'rebuild' && putAside(folder, terminal),
    onWaiting: (pid) => terminal.say(terminal.words.waiting(pid)),
  });
  if (!own) return perform(tools, { client, terminal, publicAddress }, command, 'server');

  const ending = new AbortController();
  stopWhenAsked(tools, own, () => ending.abort());
  watchForBugs(process, terminal, logFile(folder), () => own.log);
  try {
    if (command.name === 'search') {
      const onFilling = (documents: number) => terminal.say(terminal.words.fillingIndex(documents));
      await own.library.fillIndex(ending.signal, onFilling);
    }
    return await perform(tools, { client, terminal, publicAddress }, command, 'here');
  } catch (thrown) {
    // What was under way is broken off by the end that was asked for, and that was said already.
    if (ending.signal.aborted) return EXIT.unavailable;
    const isAnswer = exitCodeOf(thrown) === EXIT.refused || exitCodeOf(thrown) === EXIT.unusable;
    own.log[isAnswer ? 'info' : 'error']({ err: thrown, command: command.name }, 'the command failed');
    throw thrown;
  } finally {
    await own.close();
  }
}

/** What is made again anyway may be put aside. */
async function putAside(folder: string, terminal: Terminal): Promise<void> {
  // Loaded only here, as the library itself is.
  const { putAsideDamagedCatalogue } = await import('@diachi/catalogue-sql');
  const aside = putAsideDamagedCatalogue(catalogueFile(folder));
  if (aside !== null) terminal.say(terminal.words.catalogueAside(aside));
}

function perform(
  { display, stdout }: ProgramTools,
  tools: CommandTools,
  command: LibraryCommand,
  place: Place,
): Promise<ExitCode> {
  const wait = (ms: number) => delay(ms);
  const isAlone = place === 'here';
  switch (command.name) {
    case 'ingest':
      return ingest({ ...tools, display, wait, isAlone }, command);
    case 'search':
      return search(tools, command);
    case 'show':
      return show(tools, command);
    case 'export':
      return exportDocument({ ...tools, out: stdout }, command);
    case 'export-bags':
      return exportBags({ ...tools, wait }, command);
    case 'status':
      return status(tools, command);
    case 'inspect':
      return inspect({ ...tools, display, wait }, command);
    case 'verify':
      return verify({ ...tools, display, wait }, command);
    case 'harvest':
      return harvest({ ...tools, display, wait }, command);
    case 'learn':
      return learn({ ...tools, display, wait }, command);
    case 'rebuild':
      return rebuild({ ...tools, display, wait, isAlone, isElsewhere: place === 'elsewhere' }, command);
    case 'user-add':
      return addUser(tools, command);
    case 'user-list':
      return listUsers(tools, command);
  }
}

function stopWhenAsked({ process, terminal, display }: ProgramTools, own: HeldLibrary, onAsked: () => void): void {
  const { words } = terminal;
  stopInOrder(
    { on: process.on.bind(process), exit: (code) => process.exit(code === EXIT.done ? EXIT.unavailable : code) },
    {
      limitMs: STOP_LIMIT_MS,
      onAsked: () => {
        onAsked();
        display.close();
        terminal.say(words.ending);
      },
      stop: async () => {
        await own.close();
        terminal.say(words.ended);
      },
      onTrouble: (thrown) => terminal.say(thrown === null ? words.endTooLong : words.endFailed),
    },
  );
  process.channel?.unref();
}

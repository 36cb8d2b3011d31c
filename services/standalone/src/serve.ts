import { stopInOrder } from '@diachi/process';
import { publicAddress } from './addresses.ts';
import type { ServeCommand } from './command.ts';
import { followWork } from './follow-work.ts';
import { type HeldLibrary, holdLibrary, logFile } from './hold-library.ts';
import { createLibraryClient } from './library-client.ts';
import { networkAddresses } from './network-addresses.ts';
import { prepareDataFolder } from './prepare-data-folder.ts';
import type { ProgramTools } from './program-tools.ts';
import { takeIn } from './take-in.ts';
import { waitForFolder } from './wait-for-folder.ts';
import { watchForBugs } from './watch-for-bugs.ts';

const STOP_LIMIT_MS = 9_500;

// Never: it is `stopInOrder` that ends the process, when everything is closed.
const untilExit = () => new Promise<never>(() => undefined);

/** Opens the library to everybody until the process is asked to end, and ends. Fails when it cannot be opened; then nothing is left behind. */
export async function serve(tools: ProgramTools, command: ServeCommand): Promise<never> {
  const { config, terminal, display, process } = tools;
  const { words } = terminal;
  const { folder, isNew } = await prepareDataFolder(config.folder);
  terminal.say(isNew ? words.newFolder(folder) : words.opening(folder));
  const lock = await waitForFolder({ folder, onWaiting: (pid) => terminal.say(words.waiting(pid)) });

  const ending = new AbortController();
  let held: HeldLibrary | null = null;
  stopInOrder(
    { on: process.on.bind(process), exit: (code) => process.exit(code) },
    {
      limitMs: STOP_LIMIT_MS,
      onAsked: () => {
        display.close();
        terminal.say(words.ending);
      },
      stop: async () => {
        ending.abort();
        await opening.catch(() => {});
        await held?.close();
        terminal.say(words.ended);
      },
      onTrouble: (thrown) => {
        held?.log.error({ err: thrown }, 'the end was not in order');
        terminal.say(thrown === null ? words.endTooLong : words.endFailed);
      },
    },
  );
  // What holds the launcher's channel open would hold this process too.
  process.channel?.unref();
  watchForBugs(process, terminal, logFile(folder), () => held?.log ?? null);

  const opening = holdLibrary({
    folder,
    lock,
    config,
    kind: 'server',
    host: config.host,
    port: config.port,
    isWorking: true,
  });
  held = await opening;
  if (ending.signal.aborted) return untilExit();

  const address = publicAddress(config.host, held.port);
  terminal.say(words.serving(address));
  const others = networkAddresses(config.host, held.port);
  if (others.length > 0) terminal.say(words.alsoAt(others.join('  ')));
  const link = await held.library.signInLink(address);
  if (link) terminal.say(words.link(link.name, link.link));
  terminal.say(words.howToEnd);

  const client = createLibraryClient(held.holder, terminal.language);
  void followWork({ client, terminal, display, signal: ending.signal, isTelling: true }).catch((thrown: unknown) => {
    if (!ending.signal.aborted) held?.log.error({ err: thrown }, 'the terminal lost sight of the work');
  });
  if (command.paths.length > 0) {
    // The library stays open whatever becomes of the files; each that is not taken is said, and so is this.
    await takeIn({ client, terminal }, command).catch((thrown: unknown) => {
      if (ending.signal.aborted) return;
      held?.log.error({ err: thrown }, 'the files named at the start could not all be taken in');
      terminal.sayFailure(thrown);
    });
  }
  return untilExit();
}

import { type CatalogueEnd, checkCopyTarget, copyCatalogue } from '@diachi/catalogue-sql';
import { databaseSettings, openCatalogue, openStore, storeSettings } from '@diachi/cluster';
import { Failure } from '@diachi/domain';
import type { ObjectStore } from '@diachi/ports';
import { type Config, EXIT, type ExitCode, readConfig, stopInOrder } from '@diachi/process';
import { createFileObjectStore } from '@diachi/store-files';
import type { MigrateProfileCommand } from '../command.ts';
import { copyStore } from '../moving/copy-store.ts';
import { movingNotes } from '../moving/moving-notes.ts';
import { catalogueFile, prepareDataFolder, storeFolder } from '../prepare-data-folder.ts';
import type { ProgramTools } from '../program-tools.ts';
import { waitForFolder } from '../wait-for-folder.ts';

/** One end of a move. */
type Place = { readonly store: ObjectStore; readonly catalogue: CatalogueEnd; readonly name: string };

type Moved = { readonly documents: number; readonly objects: number; readonly bytes: number };

const clusterSettings = { ...databaseSettings, ...storeSettings };
const STOP_LIMIT_MS = 9_500;

/**
 * Carries a whole library from the data folder to the cluster that the settings name, or back; nobody may work with either
 * meanwhile. Objects go first, so that every record that arrives finds its bytes. Broken off, it goes on where it was. Fails with
 * `moving.at-work`, and as `copyStore`, `copyCatalogue` and the ports do.
 */
export async function migrateProfile(
  tools: ProgramTools,
  { to, isJson }: Pick<MigrateProfileCommand, 'to' | 'isJson'>,
): Promise<ExitCode> {
  const { config, env, terminal, display } = tools;
  const { words } = terminal;
  const settings = readConfig(clusterSettings, env);
  const { folder } = await prepareDataFolder(config.folder);
  await using open = new AsyncDisposableStack();
  const lock = await waitForFolder({ folder, onWaiting: (pid) => terminal.say(words.waiting(pid)) });
  open.defer(() => lock.release());
  const signal = endWhenAsked(tools);

  const here = await folderPlace(folder, open);
  const there = await clusterPlace(settings, folder, open);
  const move = (from: Place, target: Place) => carry({ from, to: target, notesIn: folder, signal, tools });
  const moved = to === 'cluster' ? await move(here, there) : await atRest(settings, () => move(there, here));
  display.close();
  if (isJson) terminal.printJson(moved);
  terminal.say(words.moved(moved.documents, moved.objects));
  return EXIT.done;
}

type CarryOptions = {
  readonly from: Place;
  readonly to: Place;
  readonly notesIn: string;
  readonly signal: AbortSignal;
  readonly tools: ProgramTools;
};

async function carry({ from, to, notesIn, signal, tools: { display, terminal } }: CarryOptions): Promise<Moved> {
  await checkCopyTarget(to.catalogue);
  const notes = movingNotes(notesIn, to.name);
  const show = { id: 'moving', title: terminal.words.movingFiles, remainingSeconds: null };
  const tell = ({ done, planned }: { done: number; planned: number }) => display.show({ ...show, done, planned });
  const { objects, bytes } = await copyStore({ from: from.store, to: to.store, notes, signal, tell });
  display.finish(show.id);
  signal.throwIfAborted();
  const { document: documents } = await copyCatalogue(from.catalogue, to.catalogue);
  await notes.remove();
  return { documents, objects, bytes };
}

async function folderPlace(folder: string, open: AsyncDisposableStack): Promise<Place> {
  const store = open.adopt(await createFileObjectStore({ folder: storeFolder(folder) }), (it) => it.close());
  return { store, catalogue: { kind: 'sqlite', path: catalogueFile(folder) }, name: 'folder' };
}

async function clusterPlace(
  config: Config<typeof clusterSettings>,
  scratchFolder: string,
  open: AsyncDisposableStack,
): Promise<Place> {
  const store = open.adopt(await openStore(config, scratchFolder), (it) => it.close());
  const catalogue = { kind: 'postgres', url: config.databaseUrl.href } as const;
  return { store, catalogue, name: `${config.storeEndpoint} ${config.storeBucket}` };
}

/** Does `work` in the place of the cluster's steward, so that no upload service concludes or plans anything meanwhile. Fails with `moving.at-work`. */
async function atRest(config: Config<typeof databaseSettings>, work: () => Promise<Moved>): Promise<Moved> {
  const catalogue = await openCatalogue(config);
  try {
    const moved: Moved[] = [];
    const isOurs = await catalogue.locks.alone('steward', async () => void moved.push(await work()));
    const [first] = moved;
    if (isOurs && first) return first;
    throw new Failure(
      'conflict',
      'moving.at-work',
      'The cluster is at work. End its upload services and workers first.',
    );
  } finally {
    await catalogue.close();
  }
}

/** What is under way is ended between two objects when the person asks for it; a second time ends the process at once. */
function endWhenAsked({ process, terminal, display }: ProgramTools): AbortSignal {
  const ending = new AbortController();
  const { promise: never } = Promise.withResolvers<never>();
  stopInOrder(
    { on: process.on.bind(process), exit: (code) => process.exit(code === EXIT.done ? EXIT.unavailable : code) },
    {
      limitMs: STOP_LIMIT_MS,
      onAsked: () => {
        display.close();
        terminal.say(terminal.words.ending);
        ending.abort(
          new Failure(
            'unavailable',
            'moving.stopped',
            'The move was stopped. Start it again; it goes on where it was.',
          ),
        );
      },
      // The command itself ends the process, by failing with what is said above.
      stop: () => never,
      onTrouble: () => terminal.say(terminal.words.endTooLong),
    },
  );
  process.channel?.unref();
  return ending.signal;
}

import type { Catalogue, JobQueue, ObjectStore, SearchIndex } from '@diachi/ports';
import type { Check } from '@diachi/process';
import { openCatalogue, openIndex, openQueue, openStore } from './open-servers.ts';
import { type ProcessName, processNamed, type ServerName, type ServersOf } from './processes.ts';
import { reasonOf } from './reason-of.ts';
import type { RunningProcess } from './run-process.ts';
import type { ServersConfig } from './settings-of.ts';
import { untilAnswering } from './until-answering.ts';

/** The servers, as ports. */
export type Servers = {
  readonly catalogue: Catalogue;
  readonly store: ObjectStore;
  readonly queue: JobQueue;
  readonly index: SearchIndex;
};

type Opener<Server> = {
  readonly open: (config: ServersConfig, running: RunningProcess) => Promise<Server & { close(): Promise<void> }>;
  /** Something small to ask, that costs the server little and that every key allows. */
  readonly check: (server: Server) => Promise<unknown>;
};

const openers: { readonly [Name in ServerName]: Opener<Servers[Name]> } = {
  catalogue: {
    open: (config) => openCatalogue(config),
    check: (catalogue) => catalogue.libraries(),
  },
  store: {
    open: (config, { scratchFolder }) => openStore(config, scratchFolder),
    check: (store) => store.has('libraries.json'),
  },
  queue: {
    open: (config, { log }) => openQueue(config, log),
    check: (queue) => queue.isPaused(),
  },
  index: {
    open: (config) => openIndex(config),
    check: (index) => index.search({ text: '', limit: 1 }),
  },
};

/**
 * Opens what a process needs, and waits for what does not answer yet. What it only wants is opened too, and not waited for.
 * Everything but the queue is closed when the process ends, last of all; the queue is closed by whoever works on it, before them.
 */
export async function openNeeded<Name extends ProcessName>(
  name: Name,
  config: ServersConfig,
  running: RunningProcess,
): Promise<Pick<Servers, ServersOf<Name>>> {
  const { needs, wants } = processNamed(name);
  const opened = await Promise.all([
    ...needs.map((server) => openOne(server, true, config, running)),
    ...wants.map((server) => openOne(server, false, config, running)),
  ]);
  return Object.fromEntries(opened) as Pick<Servers, ServersOf<Name>>;
}

async function openOne<Name extends ServerName>(
  name: Name,
  isNeeded: boolean,
  config: ServersConfig,
  running: RunningProcess,
): Promise<readonly [Name, Servers[Name]]> {
  const { open, readiness, log, ending } = running;
  const { open: openServer, check } = openers[name] as Opener<Servers[Name]>;
  const watch = (asked?: Check) => (isNeeded ? readiness.needs(name, asked) : readiness.wants(name, asked));
  watch();
  const openAndAsk = async () => {
    const tried = await openServer(config, running);
    try {
      if (isNeeded) await check(tried);
      return tried;
    } catch (thrown) {
      await tried.close();
      throw thrown;
    }
  };
  const server = await untilAnswering(name, openAndAsk, { log, signal: ending });
  // The queue goes first, before what works for it: see whoever works.
  if (name !== 'queue') open.defer(() => server.close());
  watch(() => check(server));
  if (!isNeeded) void check(server).catch(tellAway(name, log));
  return [name, server];
}

// Nobody waits for it, so nothing else would say that a key is wrong before somebody misses what it is for.
const tellAway = (server: ServerName, log: RunningProcess['log']) => (thrown: unknown) =>
  log.warn({ server, err: thrown }, `begins without a server it wants: ${reasonOf(thrown)}`);

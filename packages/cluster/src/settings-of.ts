import type { Config, Settings } from '@diachi/process';
import { pageSettings, processSettings, serviceSettings, workSettings } from './process-settings.ts';
import { type ProcessName, processNamed, type ServerName, type ServiceName, type WorkerName } from './processes.ts';
import { databaseSettings, indexSettings, queueSettings, storeSettings } from './server-settings.ts';

const serverSettings = {
  catalogue: databaseSettings,
  store: storeSettings,
  queue: queueSettings,
  index: indexSettings,
} as const satisfies Readonly<Record<ServerName, Settings>>;

export type ProcessConfig = Config<ReturnType<typeof processSettings>>;
export type WorkerConfig = ProcessConfig & Config<ReturnType<typeof workSettings>>;
export type ServiceConfig = ProcessConfig &
  Config<ReturnType<typeof serviceSettings>> &
  Partial<Config<typeof pageSettings>>;

/** The settings of all servers together: of those a process does not use, the values are not there. */
export type ServersConfig = Config<
  typeof databaseSettings & typeof storeSettings & typeof queueSettings & typeof indexSettings
>;

/** Every setting that one process reads, by what it is about: what kind of process it is, the servers it uses, and its own. */
export function settingsOf(name: ProcessName, own: Settings): Readonly<Record<string, Settings>> {
  const described = processNamed(name);
  const servers = [...described.needs, ...described.wants].map((server) => [server, serverSettings[server]] as const);
  return {
    process: processSettings(name),
    ...(described.kind === 'worker' && { work: workSettings(name as WorkerName) }),
    ...(described.kind === 'service' && { service: serviceSettings(name as ServiceName) }),
    ...(described.kind === 'service' && !described.hasPages && { pages: pageSettings }),
    ...Object.fromEntries(servers),
    own,
  };
}

/** The same as one list. Two settings of one process may not share a name or a variable. */
export function settingsInOne(name: ProcessName, own: Settings): Settings {
  const entries = Object.values(settingsOf(name, own)).flatMap((list) => Object.entries(list));
  const variables = entries.map(([, { env }]) => env);
  if (new Set(variables).size !== entries.length || new Set(entries.map(([key]) => key)).size !== entries.length) {
    throw new Error(`Two settings of ${name} share a name or a variable.`);
  }
  return Object.fromEntries(entries);
}

import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { ProcessName } from './cluster-process.ts';
import { addressesOf, type ClusterServers } from './cluster-servers.ts';

const run = promisify(execFile);
const keyOf: Partial<Record<ProcessName, string>> = { access: 'search', upload: 'forget' };
const program = join(import.meta.dirname, '..', '..', 'packages', 'cluster', 'dist', 'main.js');

/** Makes the servers ready as an installation does. Answers the settings by which one process finds the search server, with no more rights than it is meant to have. */
export async function setUpCluster(
  folder: string,
  servers: ClusterServers,
): Promise<(name: ProcessName) => Readonly<Record<string, string>>> {
  const { meilisearch } = servers;
  const keys = join(folder, 'keys');
  const env = {
    ...addressesOf(servers),
    MEILI_KEY: meilisearch?.key ?? 'no-server-is-there',
    KEYS_FOLDER: keys,
    WAIT_FOR_SERVERS: meilisearch ? '30s' : '2s',
  };
  await run(process.execPath, [program], { env }).catch((thrown: { stderr?: string }) => {
    // Without a search server here, that one alone cannot be made ready.
    if (meilisearch || !thrown.stderr?.startsWith('set-up: search.unavailable')) throw thrown;
  });
  return (name) => {
    if (!meilisearch) return { MEILI_KEY: env.MEILI_KEY };
    return { MEILI_KEY_FILE: join(keys, `meilisearch_${keyOf[name] ?? 'write'}_key`) };
  };
}

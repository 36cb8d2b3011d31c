import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { SearchIndex } from '@diachi/ports';
import { createMeiliSearchIndex } from '@diachi/search-meilisearch';
import { createSqliteSearchIndex } from '@diachi/search-sqlite';
import { startMeilisearch } from '../../servers/index.ts';
import { processesNow } from '../pipeline/processes-now.ts';
import { indexCpuSeconds } from './query-times.ts';

/** An index that is measured, and what whoever holds it uses. */
export type BenchedIndex = {
  readonly index: SearchIndex;
  /** Documents put in at a time. */
  readonly atOnce: number;
  /** Processor time so far, without the asking thread's. */
  cpuSeconds(): number;
  fileMb(): Promise<number>;
  /** Memory of a server; null for an index that lives in its process. */
  serverMb(): number | null;
  end(): Promise<void>;
};

/** The embedded index, in a file in this folder. */
export async function benchSqlite(folder: string): Promise<BenchedIndex> {
  const path = indexPath(folder);
  return {
    index: await createSqliteSearchIndex({ path }),
    atOnce: 1,
    cpuSeconds: indexCpuSeconds,
    fileMb: async () => statSync(path).size / 1e6,
    serverMb: () => null,
    end: async () => {},
  };
}

export const indexPath = (folder: string): string => join(folder, 'search.db');

/** The cluster's index, on a server of its own on this machine. Fails when there is no `meilisearch` program. */
export async function benchMeilisearch(): Promise<BenchedIndex> {
  const server = await startMeilisearch();
  if (!server) throw new Error('There is no `meilisearch` program on the PATH.');
  const { url, key } = server;
  const now = () => {
    const found = [...processesNow().values()].find(({ program }) => program === 'meilisearch');
    if (!found) throw new Error('The search server is no child of this process; leave MEILI_URL unset.');
    return found;
  };
  return {
    index: createMeiliSearchIndex({ url, key, prefix: 'bench', searchTimeoutMs: 60_000, writeTimeoutMs: 600_000 }),
    // What comes together is written in one go.
    atOnce: 8,
    cpuSeconds: () => now().cpuMs / 1_000,
    fileMb: async () => {
      const answer = await fetch(`${url}/stats`, { headers: { authorization: `Bearer ${key}` } });
      const { databaseSize } = (await answer.json()) as { readonly databaseSize: number };
      return databaseSize / 1e6;
    },
    serverMb: () => now().rssMb,
    end: () => server.stop(),
  };
}

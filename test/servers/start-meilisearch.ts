import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChildServer, startChild, untilReady } from './child-server.ts';
import { freePort } from './free-port.ts';

/** A Meilisearch server for tests. `kill`, `restart`, `pause` and `resume` fail for one that others started. */
export type MeiliTestServer = {
  readonly url: string;
  /** The master key: may do everything, also make keys. */
  readonly key: string;
  stop(): Promise<void>;
  kill(): Promise<void>;
  /** Starts it again, with the data it had, at the same address. */
  restart(): Promise<void>;
  pause(): void;
  resume(): void;
};

const KEY = 'only-for-tests-0123456789';

/**
 * The server at MEILI_URL with MEILI_KEY, or one of our own when a `meilisearch` program is on the PATH; otherwise null, and says
 * so: it is in no package of any distribution, so tests do without it even where servers are required.
 */
export async function startMeilisearch(): Promise<MeiliTestServer | null> {
  const { MEILI_URL: url, MEILI_KEY: key } = process.env;
  if (url && key) return foreignServer(url, key);
  if (spawnSync('meilisearch', ['--version']).status === 0) return startOwn();
  console.warn(
    'NOT TESTED: Meilisearch. Set MEILI_URL and MEILI_KEY, or put a `meilisearch` program on the PATH, to test it.',
  );
  return null;
}

function foreignServer(url: string, key: string): MeiliTestServer {
  const refuse = () => {
    throw new Error('The server at MEILI_URL is not ours to stop.');
  };
  return { url, key, stop: async () => {}, kill: refuse, restart: refuse, pause: refuse, resume: refuse };
}

async function startOwn(): Promise<MeiliTestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'meilisearch-'));
  const address = `127.0.0.1:${await freePort()}`;
  const url = `http://${address}`;
  const options = [
    ['--http-addr', address],
    ['--master-key', KEY],
    ['--db-path', join(folder, 'data')],
    ['--dump-dir', join(folder, 'dumps')],
    ['--snapshot-dir', join(folder, 'snapshots')],
    // By default it sets aside two thirds of the memory anew for every batch, which takes ten times as long as a small batch itself.
    ['--max-indexing-memory', '100MB'],
    ['--no-analytics'],
  ].flat();

  const start = async (): Promise<ChildServer> => {
    const started = startChild('meilisearch', options);
    await untilReady(started, () => answers(url));
    return started;
  };
  let child = await start();
  return {
    url,
    key: KEY,
    async stop() {
      await child.end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
    kill: () => child.end('SIGKILL'),
    async restart() {
      await child.end('SIGTERM');
      child = await start();
    },
    pause: () => child.signal('SIGSTOP'),
    resume: () => child.signal('SIGCONT'),
  };
}

const answers = async (url: string): Promise<boolean> =>
  fetch(`${url}/health`).then(
    (response) => response.ok,
    () => false,
  );

import { execFile } from 'node:child_process';
import { accessSync, chownSync, constants, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { type ChildServer, startChild } from './child-server.ts';
import { freePort } from './free-port.ts';

const run = promisify(execFile);

export type PostgresServer = {
  /** The address of its first database, empty. */
  readonly url: string;
  /** Makes another database, empty or a copy of a `template` nobody uses, and answers its address. */
  readonly createDatabase: (name?: string, template?: string) => Promise<string>;
  /** Ends it for good and removes its folder. */
  readonly stop: () => Promise<void>;
  /** As by a power cut. What was acknowledged is there again after `restart`. */
  readonly kill: () => Promise<void>;
  /** Starts it again, same port, same data; one that still runs is ended in order first, its clients sent away. */
  readonly restart: () => Promise<void>;
  /** Takes connections and answers nothing, until `resume`. */
  readonly pause: () => void;
  readonly resume: () => void;
};

/** The folder of PostgreSQL's programs, the newest of those installed. Null, or a failure with REQUIRE_SERVERS=1, when there is none. */
export function findPostgres(): string | null {
  const found = [...debianFolders(), ...(process.env['PATH'] ?? '').split(delimiter)].find(
    (folder) => folder !== '' && ['initdb', 'postgres'].every((program) => mayRun(join(folder, program))),
  );
  if (found !== undefined) return found;
  const advice = 'PostgreSQL is not installed: install Debian’s postgresql, or put initdb and postgres on the PATH.';
  if (process.env['REQUIRE_SERVERS'] === '1') throw new Error(advice);
  console.warn(`${advice} Tests against it are skipped.`);
  return null;
}

/**
 * Starts a PostgreSQL of its own for one test file, on a free port, with its data in a temporary folder; everybody on this
 * machine may sign in. It does not wait for the disk unless `isDurable`: that is faster, and nothing is lost by a kill.
 */
export async function startPostgres({ isDurable = false } = {}): Promise<PostgresServer> {
  const programs = findPostgres();
  if (programs === null) throw new Error('PostgreSQL is not installed.');
  const folder = await mkdtemp(join(tmpdir(), 'diachi-postgres-'));
  const asUser = await unprivileged(folder);
  const data = join(folder, 'data');
  const port = await freePort();
  const start = () => startServer([...asUser, join(programs, 'postgres'), '-D', data], { port, folder, isDurable });
  const remove = () => rm(folder, { recursive: true, force: true });

  let child: ChildServer;
  try {
    const [program = '', ...options] = [...asUser, join(programs, 'initdb'), ...INITDB, '-D', data];
    await run(program, options);
    child = await start();
  } catch (thrown) {
    await remove();
    throw thrown;
  }
  const address = (database: string) => `postgres://postgres@127.0.0.1:${port}/${database}`;
  let made = 0;

  return {
    url: address('postgres'),
    async createDatabase(name = `library_${++made}`, template = 'template1') {
      const at = ['-h', '127.0.0.1', '-p', String(port), '-U', 'postgres'];
      await run(join(programs, 'createdb'), [...at, '-T', template, name]);
      return address(name);
    },
    kill: () => child.end('SIGKILL'),
    pause: () => child.signal('SIGSTOP'),
    resume: () => child.signal('SIGCONT'),
    async restart() {
      await endInOrder(child);
      child = await start();
    },
    async stop() {
      await endInOrder(child);
      await remove();
    },
  };
}

const INITDB = ['--no-sync', '--auth=trust', '--username=postgres', '--encoding=UTF8', '--locale=C.UTF-8'];

type Place = { readonly port: number; readonly folder: string; readonly isDurable: boolean };

/** Starts the server and waits until it takes connections. After a kill its orphans hold the data for a moment: then it tries again. */
async function startServer(command: readonly string[], { port, folder, isDurable }: Place): Promise<ChildServer> {
  const [program = '', ...options] = command;
  const settings = [
    'listen_addresses=127.0.0.1',
    `unix_socket_directories=${folder}`,
    `fsync=${isDurable ? 'on' : 'off'}`,
    'shared_buffers=64MB',
    'max_connections=200',
  ].flatMap((setting) => ['-c', setting]);
  const deadline = Date.now() + 30_000;
  for (;;) {
    const child = startChild(program, [...options, '-p', String(port), ...settings]);
    while (!child.hasEnded()) {
      if (await takesConnections(port)) return child;
      if (Date.now() > deadline) break;
      await moment();
    }
    if (Date.now() > deadline) {
      await child.end('SIGKILL');
      throw new Error(`PostgreSQL does not start: ${child.said()}`);
    }
    await moment();
  }
}

async function endInOrder(child: ChildServer): Promise<void> {
  // INT sends the clients away; TERM, which follows, would wait for them.
  if (!child.hasEnded()) process.kill(child.pid, 'SIGINT');
  await child.end('SIGTERM');
}

/** True when the server answers the start of a conversation with a request to sign in, and not with an error. */
function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    const answer = (isReady: boolean) => {
      socket.destroy();
      resolve(isReady);
    };
    const body = Buffer.from('\0\x03\0\0user\0postgres\0database\0postgres\0\0', 'latin1');
    const length = Buffer.alloc(4);
    length.writeInt32BE(body.length + 4);
    socket.once('connect', () => socket.write(Buffer.concat([length, body])));
    socket.once('data', (chunk) => answer(chunk[0] === 'R'.charCodeAt(0)));
    socket.once('error', () => answer(false));
    socket.once('end', () => answer(false));
    socket.setTimeout(1_000, () => answer(false));
  });
}

/** PostgreSQL refuses to run as root: then it runs as its own user, or as nobody, who is given the folder. */
async function unprivileged(folder: string): Promise<readonly string[]> {
  if (process.getuid?.() !== 0) return [];
  const ids = async (name: string) => {
    const { stdout } = await run('id', [name]);
    return /uid=(\d+).*?gid=(\d+)/.exec(stdout)?.slice(1).map(Number) ?? [];
  };
  const [uid = 65_534, gid = 65_534] = await ids('postgres').catch(() => ids('nobody'));
  chownSync(folder, uid, gid);
  // It replaces itself by the program, so the process id stays the server's.
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups'];
}

function debianFolders(): readonly string[] {
  const root = '/usr/lib/postgresql';
  try {
    const versions = readdirSync(root).sort((one, other) => Number(other) - Number(one));
    return versions.map((version) => join(root, version, 'bin'));
  } catch {
    return [];
  }
}

function mayRun(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const moment = () => new Promise((resolve) => setTimeout(resolve, 25));

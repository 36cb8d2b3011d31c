import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ChildServer, startChild, untilReady } from './child-server.ts';
import { freePort } from './free-port.ts';

/** A Redis server of its own for one test file. */
export type RedisServer = {
  readonly url: string;
  /** Ends it for good and removes its folder. */
  stop(): Promise<void>;
  /** As by a power cut. What was written to its append-only file is there again after `restart`. */
  kill(): Promise<void>;
  /** Starts it again, same port, same folder; one that still runs is ended in order first. */
  restart(): Promise<void>;
  /** Takes connections and answers nothing, until `resume`. */
  pause(): void;
  resume(): void;
  /** Forgets everything, as FLUSHALL does. */
  flush(): Promise<void>;
};

type RedisServerOptions = {
  /** `noeviction` when not given. */
  readonly maxmemoryPolicy?: string;
  /** As its settings write it: `8mb`. All there is when not given. */
  readonly maxmemory?: string;
};

/** Whether Redis can be started here. Says so loudly, or fails with REQUIRE_SERVERS=1, when it is not installed. */
export function hasRedis(): boolean {
  if (spawnSync('redis-server', ['--version']).status === 0) return true;
  const advice = 'No redis-server is installed: install the package of that name.';
  if (process.env['REQUIRE_SERVERS'] === '1') throw new Error(advice);
  console.warn(`NOT TESTED: the queue on Redis. ${advice}`);
  return false;
}

/** Starts Redis on a free port, in a temporary folder, writing down everything it is told as it should in use. */
export async function startRedis({
  maxmemoryPolicy = 'noeviction',
  maxmemory = '0',
}: RedisServerOptions = {}): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'redis-'));
  const port = await freePort();
  const options = [
    ['--bind', '127.0.0.1'],
    ['--port', `${port}`],
    ['--dir', folder],
    ['--maxmemory-policy', maxmemoryPolicy],
    ['--maxmemory', maxmemory],
    ['--appendonly', 'yes'],
    ['--save', ''],
  ].flat();

  const start = async (): Promise<ChildServer> => {
    const started = startChild('redis-server', options);
    await untilReady(started, async () => (await say(port, 'PING')).startsWith('+PONG'));
    return started;
  };
  let child = await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      await child.end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
    kill: () => child.end('SIGKILL'),
    async restart() {
      await child.end('SIGTERM');
      child = await start();
    },
    pause: () => child.signal('SIGSTOP'),
    resume: () => child.signal('SIGCONT'),
    async flush() {
      const answer = await say(port, 'FLUSHALL');
      if (!answer.startsWith('+OK')) throw new Error(`Redis did not forget: ${answer}`);
    },
  };
}

/** One command and its answer's first bytes; empty when nobody answers. */
function say(port: number, command: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`${command}\r\n`));
    socket.setTimeout(2_000, () => socket.destroy());
    socket.once('data', (answer) => {
      resolve(answer.toString());
      socket.destroy();
    });
    socket.once('error', () => resolve(''));
    socket.once('close', () => resolve(''));
  });
}

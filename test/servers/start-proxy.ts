import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startChild, untilReady } from './child-server.ts';
import { freePort } from './free-port.ts';
import { type ProxyOptions, renderProxy } from './render-proxy.ts';

const run = promisify(execFile);

export type StartProxyOptions = Pick<ProxyOptions, 'upload' | 'access' | 'portal' | 'values'> & {
  /** PEM files; without them, plain http. */
  readonly tls?: { readonly certificate: string; readonly key: string };
};

export type RunningProxy = {
  /** `http://127.0.0.1:…`, or https with TLS. */
  readonly address: string;
  /** Plain http; with TLS, where it is led from. */
  readonly plainAddress: string;
  /** The inner door, where the operator's token counts. */
  readonly operatorAddress: string;
  /** What it has logged of requests. */
  accessLog(): Promise<string>;
  stop(): Promise<void>;
};

/** Whether nginx is installed. Throws when it is not and REQUIRE_SERVERS=1 says that it has to be. */
export async function hasNginx(): Promise<boolean> {
  try {
    await run('nginx', ['-v']);
    return true;
  } catch (cause) {
    if (process.env['REQUIRE_SERVERS'] === '1')
      throw new Error('nginx is not installed, and REQUIRE_SERVERS=1.', { cause });
    console.warn('nginx is not installed: the tests of the reverse proxy are SKIPPED.');
    return false;
  }
}

/** Debian's nginx with the configuration of infra/proxy, on free ports, in a folder of its own, as whoever calls. */
export async function startProxy({ tls, ...services }: StartProxyOptions): Promise<RunningProxy> {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-proxy-'));
  const [plainPort, tlsPort, insidePort] = [await freePort(), await freePort(), await freePort()];
  const file = await renderProxy({
    ...services,
    folder,
    listen: `127.0.0.1:${plainPort}`,
    insideListen: `127.0.0.1:${insidePort}`,
    ...(tls && { tls: { ...tls, listen: `127.0.0.1:${tlsPort}`, portSuffix: `:${tlsPort}` } }),
  });
  const nginx = startChild('nginx', nginxArguments(folder, file));
  const stop = async () => {
    await nginx.end('SIGTERM');
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(nginx, () => isOpen(plainPort));
  } catch (cause) {
    const said = await readFile(join(folder, 'error.log'), 'utf8').catch(() => 'nothing');
    await stop();
    throw new Error(`nginx did not start; its log says ${said}`, { cause });
  }
  return {
    address: tls ? `https://127.0.0.1:${tlsPort}` : `http://127.0.0.1:${plainPort}`,
    plainAddress: `http://127.0.0.1:${plainPort}`,
    operatorAddress: `http://127.0.0.1:${insidePort}`,
    accessLog: () => readFile(join(folder, 'access.log'), 'utf8'),
    stop,
  };
}

/** Holds a rendered configuration against nginx itself; answers what it says, and throws when it refuses. */
export async function checkProxy(options: ProxyOptions): Promise<string> {
  const { stderr } = await run('nginx', ['-t', ...nginxArguments(options.folder, await renderProxy(options))]);
  return stderr;
}

const nginxArguments = (folder: string, file: string) => [
  ...['-e', join(folder, 'error.log')],
  ...['-p', folder, '-c', file],
  // As root, nginx would give its folders to another user, who may not enter a temporary one.
  ...(process.getuid?.() === 0 ? ['-g', 'user root;'] : []),
];

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    // Refused: not open yet, which is what is asked.
    return false;
  } finally {
    socket.destroy();
  }
}

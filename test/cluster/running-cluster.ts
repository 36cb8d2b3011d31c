import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startProxy } from '../servers/index.ts';
import { type ClusterProcess, PROCESS_NAMES, type ProcessName, startProcess } from './cluster-process.ts';
import { addressesOf, type ClusterServers, startServers } from './cluster-servers.ts';
import { operatorOf } from './operator.ts';
import { type StandInOptions, standInTesseract } from './stand-in-tesseract.ts';

export type ClusterOptions = {
  /** How many of each process; one of each when not given. */
  readonly counts?: Partial<Readonly<Record<ProcessName, number>>>;
  /** Settings of every process, over those that find the servers. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Lets an engine that reads nothing stand in for the real one. */
  readonly engine?: StandInOptions;
};

export type RunningCluster = Awaited<ReturnType<typeof openCluster>>;

/** A whole cluster on this machine: real servers, every process on its own, and the proxy before it. Everything of it lies in one temporary folder, and is gone when it is closed. */
export async function openCluster(options: ClusterOptions = {}) {
  const open = new AsyncDisposableStack();
  try {
    return await compose(options, open);
  } catch (thrown) {
    await open.disposeAsync();
    throw thrown;
  }
}

async function compose({ counts = {}, settings = {}, engine }: ClusterOptions, open: AsyncDisposableStack) {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-cluster-'));
  open.defer(() => rm(folder, { recursive: true, force: true }));
  const servers = await startServers(open);
  const programs = engine ? await standInTesseract(folder, engine) : null;
  const token = randomBytes(32).toString('base64url');
  const [accessPort, portalPort] = [await freePort(), await freePort()];
  const uploadPorts = await Promise.all(Array.from({ length: counts.upload ?? 1 }, freePort));
  const [upload, access] = [addressOf(uploadPorts[0] ?? 0), addressOf(accessPort)];
  const shared: Readonly<Record<string, string>> = {
    ...settingsOf(servers),
    OPERATOR_TOKEN: token,
    ACCESS_URL: access,
    UPLOAD_URL: upload,
    ...(programs && { PATH: `${programs}:${process.env['PATH']}`, OCR_ENGINE: 'native' }),
    ...settings,
  };

  const processes: ClusterProcess[] = [];
  const start = async (name: ProcessName, own: Readonly<Record<string, string>> = {}): Promise<ClusterProcess> => {
    const instance = `${name}-${processes.length}`;
    const scratch = join(folder, `scratch-${instance}`);
    await mkdir(scratch);
    const env = {
      ...shared,
      INSTANCE: instance,
      SCRATCH_FOLDER: scratch,
      HEALTH_PORT: String(await freePort()),
      ...own,
    };
    const started = startProcess(name, env);
    processes.push(started);
    return started;
  };
  open.defer(async () => {
    await Promise.all(processes.map((one) => one.stop()));
  });
  const portsOf: Partial<Record<ProcessName, readonly number[]>> = {
    upload: uploadPorts,
    access: [accessPort],
    portal: [portalPort],
  };
  for (const name of PROCESS_NAMES) {
    const ports = portsOf[name] ?? Array.from({ length: counts[name] ?? 1 }, () => null);
    for (const port of ports) await start(name, port === null ? {} : { PORT: String(port) });
  }
  await Promise.all(processes.map((one) => one.ready()));
  const proxy = await startProxy({
    upload: uploadPorts.map(hostOf),
    access: [hostOf(accessPort)],
    portal: [hostOf(portalPort)],
  });
  open.defer(() => proxy.stop());

  return {
    folder,
    servers,
    settings: shared,
    processes,
    address: proxy.address,
    uploadAddresses: uploadPorts.map(addressOf),
    operator: operatorOf({ upload, access, token }),
    start,
    /** One that ended, once more, with the settings it had. */
    startAgain: async ({ name, env: { PORT } }: ClusterProcess) => {
      const again = await start(name, PORT === undefined ? {} : { PORT });
      await again.ready();
      return again;
    },
    /** Those of one kind that run. */
    of: (name: ProcessName) => processes.filter((one) => one.name === name && one.isRunning()),
    close: () => open.disposeAsync(),
  };
}

const settingsOf = (servers: ClusterServers) => ({
  ...addressesOf(servers),
  HOST: '127.0.0.1',
  HEALTH_HOST: '127.0.0.1',
  TRUST_PROXY: '1',
  RECONCILE_EVERY: '5s',
  LOG_LEVEL: 'debug',
});

const hostOf = (port: number) => `127.0.0.1:${port}`;
const addressOf = (port: number) => `http://${hostOf(port)}`;

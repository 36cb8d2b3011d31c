import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startProxy } from '../servers/index.ts';
import { type ClusterProcess, PROCESS_NAMES, type ProcessName, startProcess } from './cluster-process.ts';
import { addressesOf, type ClusterServers, startServers } from './cluster-servers.ts';
import { operatorOf } from './operator.ts';
import { setUpCluster } from './set-up-cluster.ts';
import { type StandInOptions, standInTesseract } from './stand-in-tesseract.ts';

export type ClusterOptions = {
  /** How many of each process; one of each when not given. */
  readonly counts?: Partial<Readonly<Record<ProcessName, number>>>;
  /** Settings of every process, over those that find the servers. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Lets an engine that reads nothing stand in for the real one. */
  readonly engine?: StandInOptions;
  /** Lets tests disturb the way to the store, by `servers.storeLine`. */
  readonly hasStoreLine?: boolean;
  /** Done when the servers are ready, before any process starts; given the settings all of them share. */
  readonly beforeStart?: (settings: Readonly<Record<string, string>>) => Promise<void>;
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

async function compose(
  { counts = {}, settings = {}, engine, hasStoreLine = false, beforeStart }: ClusterOptions,
  open: AsyncDisposableStack,
) {
  const folder = await mkdtemp(join(tmpdir(), 'diachi-cluster-'));
  open.defer(() => rm(folder, { recursive: true, force: true }));
  const servers = await startServers(open, { hasStoreLine });
  const searchKeyOf = await setUpCluster(folder, servers);
  const programs = engine ? await standInTesseract(folder, engine) : null;
  const token = randomBytes(32).toString('base64url');
  const ports = await portsFor(counts);
  const proxy = await startProxy(ports.hosts);
  open.defer(() => proxy.stop());
  const { upload, access, portal } = ports.addresses;
  const shared: Readonly<Record<string, string>> = {
    ...settingsOf(servers),
    OPERATOR_TOKEN: token,
    PUBLIC_URL: proxy.address,
    ACCESS_URL: access,
    UPLOAD_URL: upload,
    PORTAL_URL: portal,
    ...(programs && { PATH: `${programs}:${process.env['PATH']}`, OCR_ENGINE: 'native' }),
    ...settings,
  };

  await beforeStart?.(shared);
  const processes: ClusterProcess[] = [];
  const start = async (name: ProcessName, own: Readonly<Record<string, string>> = {}): Promise<ClusterProcess> => {
    const instance = `${name}-${processes.length}`;
    const places = { SCRATCH_FOLDER: join(folder, `scratch-${instance}`), HEALTH_PORT: String(await freePort()) };
    const started = startProcess(name, { ...shared, ...searchKeyOf(name), INSTANCE: instance, ...places, ...own });
    processes.push(started);
    return started;
  };
  open.defer(async () => {
    await Promise.all(processes.map((one) => one.stop()));
  });
  for (const name of PROCESS_NAMES) for (const own of ports.of(name)) await start(name, own);
  await Promise.all(processes.map((one) => one.ready()));

  return {
    folder,
    servers,
    settings: shared,
    processes,
    address: proxy.address,
    /** The proxy's inner door, for the command line. */
    operatorAddress: proxy.operatorAddress,
    uploadAddresses: ports.uploadAddresses,
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
    /** The administrator's one-time link, as the log told it. */
    signInLink: async () => {
      const lines = processes
        .flatMap(({ log }) => log)
        .map(({ msg }) => /http\S+\/welcome\/\S+/.exec(String(msg))?.[0]);
      return lines.find((link) => link !== undefined) ?? '';
    },
    token,
    close: () => open.disposeAsync(),
  };
}

/** Where the services listen: upload services as many as asked for, one of each other. */
async function portsFor(counts: NonNullable<ClusterOptions['counts']>) {
  const upload = await Promise.all(Array.from({ length: counts.upload ?? 1 }, freePort));
  const [access, portal] = [await freePort(), await freePort()];
  const listed: Partial<Record<ProcessName, readonly number[]>> = { upload, access: [access], portal: [portal] };
  return {
    hosts: { upload: upload.map(hostOf), access: [hostOf(access)], portal: [hostOf(portal)] },
    addresses: { upload: addressOf(upload[0] ?? 0), access: addressOf(access), portal: addressOf(portal) },
    uploadAddresses: upload.map(addressOf),
    /** The settings of each process of a kind, one after the other. */
    of: (name: ProcessName): readonly Readonly<Record<string, string>>[] =>
      listed[name]?.map((port) => ({ PORT: String(port) })) ?? Array.from({ length: counts[name] ?? 1 }, () => ({})),
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

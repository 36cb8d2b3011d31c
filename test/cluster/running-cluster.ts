import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, startMeilisearch, startObjectServer, startPostgres, startProxy, startRedis } from '../servers/index.ts';
import { type ClusterProcess, type ProcessName, startProcess } from './cluster-process.ts';
import { operatorOf } from './operator.ts';

export type ClusterOptions = {
  /** How many of each process; one of each when not given. */
  readonly counts?: Partial<Readonly<Record<ProcessName, number>>>;
  /** Settings of every process, over those that find the servers. */
  readonly settings?: Readonly<Record<string, string>>;
  /** A folder to be looked into first for programs. */
  readonly programs?: string;
};

export type RunningCluster = Awaited<ReturnType<typeof openCluster>>;

/** A whole cluster on this machine: real servers, every process on its own, and the proxy before it. Everything of it lies in one temporary folder. */
export async function openCluster({ counts = {}, settings = {}, programs }: ClusterOptions = {}) {
  const open = new AsyncDisposableStack();
  const folder = await mkdtemp(join(tmpdir(), 'diachi-cluster-'));
  open.defer(() => rm(folder, { recursive: true, force: true }));
  try {
    const servers = await startServers(open);
    const token = randomBytes(32).toString('base64url');
    const ports = { upload: await freePort(), access: await freePort(), portal: await freePort() };
    const shared = {
      ...addressesOf(servers),
      OPERATOR_TOKEN: token,
      HOST: '127.0.0.1',
      HEALTH_HOST: '127.0.0.1',
      TRUST_PROXY: '1',
      ACCESS_URL: `http://127.0.0.1:${ports.access}`,
      UPLOAD_URL: `http://127.0.0.1:${ports.upload}`,
      RECONCILE_EVERY: '5s',
      LOG_LEVEL: 'info',
      ...settings,
      ...(programs && { PATH: `${programs}:${process.env['PATH']}` }),
    };

    const processes: ClusterProcess[] = [];
    let made = 0;
    const start = async (name: ProcessName, own: Readonly<Record<string, string>> = {}): Promise<ClusterProcess> => {
      made += 1;
      const scratch = join(folder, `scratch-${name}-${made}`);
      await mkdir(scratch, { recursive: true });
      const port = name in ports ? { PORT: String(ports[name as keyof typeof ports]) } : {};
      const env = { ...shared, SCRATCH_FOLDER: scratch, INSTANCE: `${name}-${made}`, ...port, ...own };
      const started = startProcess({ name, healthPort: await freePort(), env });
      processes.push(started);
      return started;
    };
    open.defer(async () => {
      await Promise.all(processes.map((one) => one.stop()));
    });

    const uploads: number[] = [];
    for (const name of ['upload', 'access', 'portal', 'intake', 'ocr', 'thumbnails', 'pdf', 'index'] as const) {
      for (let count = 0; count < (counts[name] ?? 1); count++) {
        const port = name === 'upload' && count > 0 ? await freePort() : ports[name as keyof typeof ports];
        if (name === 'upload') uploads.push(port);
        await start(name, port === undefined ? {} : { PORT: String(port) });
      }
    }
    await Promise.all(processes.map((one) => one.ready()));
    const proxy = await startProxy({
      upload: uploads.map(hostOf),
      access: [hostOf(ports.access)],
      portal: [hostOf(ports.portal)],
    });
    open.defer(() => proxy.stop());

    return {
      folder,
      servers,
      processes,
      address: proxy.address,
      uploadAddresses: uploads.map((port) => `http://${hostOf(port)}`),
      token,
      settings: shared,
      operator: operatorOf(`http://${hostOf(ports.upload)}`, `http://${hostOf(ports.access)}`, token),
      start,
      /** Those of one kind that run. */
      of: (name: ProcessName) => processes.filter((one) => one.name === name && one.isRunning()),
      close: () => open.disposeAsync(),
    };
  } catch (thrown) {
    await open.disposeAsync();
    throw thrown;
  }
}

const hostOf = (port: number) => `127.0.0.1:${port}`;

async function startServers(open: AsyncDisposableStack) {
  const [redis, postgres, objects, meilisearch] = await Promise.all([
    startRedis(),
    startPostgres(),
    startObjectServer(),
    startMeilisearch(),
  ]);
  for (const server of [redis, postgres, objects, meilisearch]) if (server) open.defer(() => server.stop());
  return { redis, postgres, objects, meilisearch };
}

function addressesOf({ redis, postgres, objects, meilisearch }: Awaited<ReturnType<typeof startServers>>) {
  return {
    REDIS_URL: redis.url,
    DATABASE_URL: postgres.url,
    S3_ENDPOINT: objects.endpoint,
    S3_REGION: objects.region,
    S3_ACCESS_KEY: objects.accessKey,
    S3_SECRET_KEY: objects.secretKey,
    S3_BUCKET: 'diachi',
    S3_PATH_STYLE: 'yes',
    MEILI_URL: meilisearch?.url ?? 'http://127.0.0.1:9',
    MEILI_KEY: meilisearch?.key ?? 'no server is there',
  };
}

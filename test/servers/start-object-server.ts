import { randomBytes } from 'node:crypto';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { startCephGateway } from './start-ceph-gateway.ts';
import { startMinio } from './start-minio.ts';

export type ObjectServerKind = 'minio' | 'ceph';

export type ObjectServer = {
  readonly kind: ObjectServerKind;
  readonly endpoint: string;
  readonly region: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Where the server keeps its own files; for Ceph, `ceph.conf` is in it. */
  readonly folder: string;
  /** Ends it for good and removes its folder. */
  readonly stop: () => Promise<void>;
  /** As by a power cut. What was acknowledged is there again after `restart`. */
  readonly kill: () => Promise<void>;
  /** Starts it again, same port, same data; one that still runs is ended in order first. */
  readonly restart: () => Promise<void>;
  /** Takes connections and answers nothing, until `resume`. */
  readonly pause: () => void;
  readonly resume: () => void;
};

/** Which S3 server can be started here: MinIO's when it is on the PATH, else Ceph's gateway. Null, or a failure with REQUIRE_SERVERS=1, when neither is installed. */
export function findObjectServer(): ObjectServerKind | null {
  if (isInstalled('minio')) return 'minio';
  const ceph = ['radosgw', 'radosgw-admin', 'ceph', 'ceph-mon', 'ceph-osd', 'ceph-authtool', 'monmaptool'];
  if (ceph.every(isInstalled)) return 'ceph';
  const advice =
    'No S3 server is installed: put minio on the PATH, or install radosgw, ceph-mon, ceph-osd, ceph-common.';
  if (process.env['REQUIRE_SERVERS'] === '1') throw new Error(advice);
  console.warn(`${advice} Tests against it are skipped.`);
  return null;
}

/** Starts an S3 server of its own for one test file, on a free port, with its data in a temporary folder. Ceph's takes about twelve seconds. */
export async function startObjectServer(kind = findObjectServer()): Promise<ObjectServer> {
  if (kind === null) throw new Error('No S3 server is installed.');
  const folder = await mkdtemp(join(tmpdir(), 'diachi-s3-'));
  const keys = { accessKey: 'library', secretKey: randomBytes(20).toString('hex') };
  const program = await (kind === 'minio' ? startMinio : startCephGateway)(folder, keys).catch(async (thrown) => {
    await rm(folder, { recursive: true, force: true });
    throw thrown;
  });
  let { gateway } = program;

  return {
    kind,
    endpoint: program.endpoint,
    region: kind === 'minio' ? 'us-east-1' : 'default',
    ...keys,
    folder,
    kill: () => gateway.end('SIGKILL'),
    pause: () => gateway.signal('SIGSTOP'),
    resume: () => gateway.signal('SIGCONT'),
    async restart() {
      await gateway.end('SIGTERM');
      gateway = await program.start();
    },
    async stop() {
      await gateway.end('SIGKILL');
      await program.stopRest();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function isInstalled(program: string): boolean {
  const places = (process.env['PATH'] ?? '').split(delimiter).filter((place) => place !== '');
  return places.some((place) => {
    try {
      accessSync(join(place, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

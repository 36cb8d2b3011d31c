import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type ChildServer, startChild, untilReady } from './child-server.ts';
import { freePort } from './free-port.ts';
import type { ObjectServerProgram } from './object-server-program.ts';

const run = promisify(execFile);

/**
 * Ceph's S3 gateway before a cluster of one monitor and one store that keeps everything in memory. What is killed, paused and
 * started again is the gateway; the store behind it lives until `stop`, so data outlives all three.
 */
export async function startCephGateway(folder: string, keys: { accessKey: string; secretKey: string }) {
  const settings = await writeSettings(folder);
  const ceph = (program: string, ...options: string[]) => run(program, ['-c', settings.file, ...options]);
  const cluster = await startCluster(folder, settings, ceph);

  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const start = async () => {
    // Without the second word every refusal waits 40 ms for an acknowledgement.
    const frontend = `beast endpoint=127.0.0.1:${port} tcp_nodelay=1`;
    const gateway = startChild('radosgw', [
      '-f',
      '-c',
      settings.file,
      '-n',
      'client.admin',
      '--rgw-frontends',
      frontend,
    ]);
    await untilReady(gateway, () => answersAsS3(endpoint));
    return gateway;
  };
  try {
    await ceph(
      'radosgw-admin',
      'user',
      'create',
      '--uid=library',
      '--display-name=Library',
      `--access-key=${keys.accessKey}`,
      `--secret-key=${keys.secretKey}`,
    );
    const stopRest = () => endAll(cluster);
    const program: ObjectServerProgram = { endpoint, gateway: await start(), start, stopRest };
    return program;
  } catch (thrown) {
    await endAll(cluster);
    throw thrown;
  }
}

type CephSettings = { readonly file: string; readonly clusterId: string; readonly monitor: string };
type Ceph = (program: string, ...options: string[]) => Promise<unknown>;

async function startCluster(folder: string, { clusterId, monitor }: CephSettings, ceph: Ceph) {
  const at = (name: string) => join(folder, name);
  const started: ChildServer[] = [];
  const settings = at('ceph.conf');
  try {
    await makeKeys(at);
    await run('monmaptool', ['--create', '--fsid', clusterId, '--addv', 'a', monitor, at('monmap')]);
    await ceph('ceph-mon', '--mkfs', '-i', 'a', '--monmap', at('monmap'), '--keyring', at('mon.keyring'));
    started.push(startChild('ceph-mon', ['-f', '-i', 'a', '-c', settings]));

    const storeId = randomUUID();
    await ceph('ceph', '--connect-timeout', '30', 'osd', 'new', storeId);
    await mkdir(at('osd'), { recursive: true });
    await ceph('ceph-osd', '--mkfs', '-i', '0', '--osd-uuid', storeId);
    started.push(startChild('ceph-osd', ['-f', '-i', '0', '-c', settings]));
    return started;
  } catch (thrown) {
    await endAll(started);
    throw thrown;
  }
}

async function makeKeys(at: (name: string) => string): Promise<void> {
  const make = (file: string, name: string, caps: readonly string[]) =>
    run('ceph-authtool', [
      '--create-keyring',
      at(file),
      '--gen-key',
      '-n',
      name,
      ...caps.flatMap((service) => ['--cap', service, 'allow *']),
    ]);
  await make('mon.keyring', 'mon.', ['mon']);
  await make('admin.keyring', 'client.admin', ['mon', 'osd', 'mgr']);
  await make('osd.keyring', 'osd.0', ['mon', 'osd', 'mgr']);
  // The monitor knows from its birth whom it may let in; otherwise every key is one more question to ask it later.
  for (const other of ['admin.keyring', 'osd.keyring']) {
    await run('ceph-authtool', [at('mon.keyring'), '--import-keyring', at(other)]);
  }
}

async function writeSettings(folder: string): Promise<CephSettings> {
  await mkdir(folder, { recursive: true });
  const clusterId = randomUUID();
  const monitor = `[v2:127.0.0.1:${await freePort()}]`;
  const file = join(folder, 'ceph.conf');
  // Nobody but this machine, one copy of everything, all files in the folder of the test; and a gateway that was killed is soon
  // forgotten, or the next one would wait for it half a minute. One that lives says so much oftener than the five seconds it would take by
  // itself: forgotten, it comes back, and Ceph's programs crash now and then over that.
  await writeFile(
    file,
    `[global]
fsid = ${clusterId}
mon host = ${monitor}
mon initial members = a
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
keyring = ${folder}/admin.keyring
run dir = ${folder}
admin socket =
pid file =
log file =
log to stderr = true
debug ms = 0
mon data = ${folder}/mon
mon cluster log file = ${folder}/cluster.log
mon allow pool size one = true
mon max pg per osd = 2000
osd data = ${folder}/osd
osd objectstore = memstore
memstore device bytes = 8589934592
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 4
osd pool default pgp num = 4
osd crush chooseleaf type = 0
osd client watch timeout = 4
objecter tick interval = 0.5
[osd]
keyring = ${folder}/osd.keyring
`,
  );
  return { file, clusterId, monitor };
}

async function endAll(children: readonly ChildServer[]): Promise<void> {
  for (const child of children.toReversed()) await child.end('SIGKILL');
}

async function answersAsS3(endpoint: string): Promise<boolean> {
  try {
    const answer = await fetch(endpoint, { signal: AbortSignal.timeout(2_000) });
    return answer.status === 200 && (await answer.text()).includes('ListAllMyBucketsResult');
  } catch {
    return false;
  }
}

import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { backupSettings } from '@diachi/backup';
import { type ProcessName, setUpSettings } from '@diachi/cluster';
import { parse, readConfig } from '@diachi/process';
import { createSearchKeys } from '@diachi/search-meilisearch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkProxy, hasNginx, startMeilisearch } from '../../servers/index.ts';
import { readDockerfile } from '../images/dockerfile.ts';
import { faultsOfEnvironment, PROCESS_NAMES, readBy } from '../process-settings.ts';
import { byDefault, COMPOSE_FOLDER, readComposeFile } from './compose-file.ts';

const run = promisify(execFile);
const file = await readComposeFile();
const services = Object.entries(file.services);
const own = services.filter(([, { image }]) => image.startsWith('diachi/'));
/** What does something once and ends. */
const COMMANDS: ReadonlySet<string> = new Set(['set-up', 'store-user']);
const others = services.filter(([name, { image }]) => !image.startsWith('diachi/') && !COMMANDS.has(name));
const isProcess = (name: string): name is ProcessName => (PROCESS_NAMES as readonly string[]).includes(name);
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diachi-compose-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

// There is no container engine in the tests: nothing here says that the stack was started.
describe('the compose file, parsed and not run', () => {
  test('has every process of the cluster, what sets it up, its servers, and the proxy', () => {
    expect(Object.keys(file.services).toSorted()).toEqual(
      [
        ...PROCESS_NAMES,
        'backup',
        'meilisearch',
        'minio',
        'postgres',
        'proxy',
        'redis',
        'set-up',
        'store-user',
      ].toSorted(),
    );
  });

  test.each(PROCESS_NAMES)(
    '%s is given what it needs and nothing it does not read, in values it can use',
    async (name) => {
      const { environment = {} } = file.services[name] ?? {};
      const values = Object.entries(environment).map(([variable, value]) => [variable, byDefault(value)] as const);

      expect(faultsOfEnvironment(name, Object.keys(environment))).toEqual([]);
      await run('bash', [join(COMPOSE_FOLDER, 'make-secrets.sh'), folder]);
      const env = values.map(([variable, value]) => [variable, value.replace('/run/secrets', folder)]);
      expect(() => readConfig(readBy(name), Object.fromEntries(env))).not.toThrow();
    },
  );

  test('what sets the servers up is given what it needs, and starts what is there', async () => {
    const { environment = {}, command = [] } = file.services['set-up'] ?? {};
    const given = Object.entries(environment).map(([variable, value]) => [
      variable,
      value.replace('/run/secrets', folder),
    ]);
    const read = new Set(Object.values(setUpSettings).map(({ env }) => env));
    const { scripts } = JSON.parse(await readFile(join(COMPOSE_FOLDER, '../../packages/cluster/package.json'), 'utf8'));

    await run('bash', [join(COMPOSE_FOLDER, 'make-secrets.sh'), folder]);
    expect(() => readConfig(setUpSettings, Object.fromEntries(given))).not.toThrow();
    expect(Object.keys(environment).filter((variable) => !read.has(variable.replace(/_FILE$/, '')))).toEqual([]);
    expect(command.join(' ').replace('node_modules/@diachi/cluster/', '')).toBe(scripts['set-up']);
  });

  test('what makes backups is given what it needs, and a place to put them', async () => {
    const { environment = {}, volumes = [] } = file.services['backup'] ?? {};
    const given = Object.entries(environment).map(([variable, value]) => [
      variable,
      byDefault(value).replace('/run/secrets', folder),
    ]);
    const read = new Set(Object.values(backupSettings).map(({ env }) => env));

    await run('bash', [join(COMPOSE_FOLDER, 'make-secrets.sh'), folder]);
    expect(() => readConfig(backupSettings, Object.fromEntries(given))).not.toThrow();
    expect(Object.keys(environment).filter((variable) => !read.has(variable.replace(/_FILE$/, '')))).toEqual([]);
    expect(volumes.map((volume) => volume.split(':').at(-1))).toContain(environment['BACKUP_FOLDER']);
  });

  test.each(services)('%s names secrets, volumes, networks and services that are there', (_name, service) => {
    const { secrets = [], volumes = [], networks, depends_on = {}, environment = {} } = service;

    expect(Object.keys(file.secrets)).toEqual(expect.arrayContaining([...secrets]));
    expect(Object.keys(file.networks)).toEqual(expect.arrayContaining([...networks]));
    for (const volume of volumes) {
      if (/^[a-z]+:/.test(volume)) expect(Object.keys(file.volumes)).toContain(volume.split(':')[0]);
    }
    for (const [needed, { condition }] of Object.entries(depends_on)) {
      const target = file.services[needed];
      const isAsked = target?.healthcheck !== undefined || isProcess(needed);
      expect(target).toBeDefined();
      const isCommand = COMMANDS.has(needed);
      expect(condition).toBe(isCommand ? 'service_completed_successfully' : 'service_healthy');
      expect(isAsked || isCommand).toBe(true);
    }
    const asFiles = Object.values(environment).flatMap((value) => /^\/run\/secrets\/(\w+)$/.exec(value)?.[1] ?? []);
    expect([...secrets]).toEqual(expect.arrayContaining(asFiles));
  });

  test.each(services)(
    '%s has a limit of memory, a log that does not grow, and an image of one version',
    (_name, service) => {
      expect(service.mem_limit).toMatch(/^\d+(m|g)$/);
      expect(service.logging.options).toEqual({ 'max-size': '20m', 'max-file': '5' });
      expect(byDefault(service.image)).toMatch(/:[\w.-]*\d[\w.-]*$/);
      expect(service.image).not.toContain('latest');
      expect(service.security_opt).toContain('no-new-privileges:true');
      expect(service.restart).toBeDefined();
    },
  );

  test.each(own)(
    '%s may write only where its moment lies, and waits for its servers to be set up',
    async (name, service) => {
      const stages = await readDockerfile();

      expect(service.read_only).toBe(true);
      expect(service.cap_drop).toEqual(['ALL']);
      expect(service.volumes).toContain('/scratch');
      if (service.build) expect(stages.map((stage) => stage.name)).toContain(service.build.target);
      if (isProcess(name)) expect(service.depends_on).toHaveProperty('set-up');
      if (isProcess(name)) expect(service.build?.target).toBe(name);
    },
  );

  test.each(others)('%s is a server that is asked for its health', (_name, service) => {
    expect(service.healthcheck?.test.length).toBeGreaterThan(1);
  });

  test('only the server itself, what sets it up, and backups have the keys that may do everything in the store', () => {
    const admins = services.filter(([, { secrets = [] }]) => secrets.some((secret) => secret.startsWith('s3_admin_')));

    expect(admins.map(([name]) => name).toSorted()).toEqual(['backup', 'minio', 'set-up', 'store-user']);
  });

  test('a process has longer to end than it takes for itself', () => {
    for (const name of PROCESS_NAMES) {
      const { stop_grace_period: grace = '', environment = {} } = file.services[name] ?? {};
      const needed = parse.duration(environment['STOP_WITHIN'] ?? '');

      expect(parse.duration(grace)).toBeGreaterThanOrEqual(needed + 5_000);
    }
  });

  test('only the proxy can be reached from outside, and it cannot reach the servers', () => {
    const open = services.filter(([, { ports }]) => ports !== undefined).map(([name]) => name);
    const networksOf = (name: string) => file.services[name]?.networks ?? [];

    expect(open).toEqual(['proxy']);
    expect(file.services['proxy']?.ports?.filter((port) => port.endsWith(':8090'))).toEqual([
      expect.stringMatching(/^127\.0\.0\.1:/),
    ]);
    expect(services.filter(([, { networks }]) => networks.includes('outside')).map(([name]) => name)).toEqual([
      'proxy',
    ]);
    expect(networksOf('proxy')).not.toContain('data');
    expect(file.networks['inside']?.internal && file.networks['data']?.internal).toBe(true);
    for (const server of ['postgres', 'minio', 'redis', 'meilisearch']) expect(networksOf(server)).toEqual(['data']);
  });

  test('upload has a way out to the repositories it harvests, and stands there alone', () => {
    const onIt = services.filter(([, { networks = [] }]) => networks.includes('repositories')).map(([name]) => name);

    expect(onIt).toEqual(['upload']);
    expect(file.networks['repositories']?.internal ?? false).toBe(false);
  });

  test('the database takes as many connections as all processes together may open', () => {
    const connections = PROCESS_NAMES.filter((name) => 'databaseUrl' in readBy(name)).map((name) => {
      const { environment = {}, deploy } = file.services[name] ?? {};
      const given = environment['DATABASE_CONNECTIONS'] ?? '10';
      return Number(byDefault(String(deploy?.replicas ?? 1))) * Number(given);
    });
    const most = Number(/max_connections=(\d+)/.exec(file.services['postgres']?.command?.join(' ') ?? '')?.[1]);

    // Ten reading workers more, a backup, set-up, and the administrator.
    expect(connections.reduce((sum, each) => sum + each, 0) + 10 * 2 + 10).toBeLessThanOrEqual(most);
  });

  test('the queue may never forget, and the server has room for what it holds', async () => {
    const lines = (await readFile(join(COMPOSE_FOLDER, 'redis.conf'), 'utf8')).split('\n');

    expect(lines).toEqual(expect.arrayContaining(['maxmemory-policy noeviction', 'appendonly yes', 'maxmemory 400mb']));
    expect(parse.size(`${file.services['redis']?.mem_limit}b`)).toBeGreaterThanOrEqual(2 * 400e6);
  });

  test('.env.example names every variable that may be set, and no other', async () => {
    const text = await readFile(join(COMPOSE_FOLDER, 'compose.yaml'), 'utf8');
    const used = new Set([...text.matchAll(/\$\{(\w+)/g)].map(([, name]) => name));
    const example = await readFile(join(COMPOSE_FOLDER, '.env.example'), 'utf8');
    const shown = new Set([...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name));

    expect([...shown].toSorted()).toEqual([...used].toSorted());
  });
});

describe('make-secrets.sh, run', () => {
  test('makes every secret that the compose file names, for nobody else to look into, and only once', async () => {
    const secrets = join(folder, 'made');
    await run('bash', [join(COMPOSE_FOLDER, 'make-secrets.sh'), secrets]);
    const first = await contentsOf(secrets);
    await run('bash', [join(COMPOSE_FOLDER, 'make-secrets.sh'), secrets]);

    expect(Object.keys(first)).toEqual(Object.keys(file.secrets).toSorted());
    expect(await contentsOf(secrets)).toEqual(first);
    expect((await stat(secrets)).mode & 0o777).toBe(0o700);
    expect(new Set(Object.values(first)).size).toBe(Object.keys(first).length);
    const operator = first['operator_token'] ?? '';
    expect(operator).toMatch(/^[0-9a-f]{48}$/);
  });
});

const meilisearch = await startMeilisearch();

describe.skipIf(meilisearch === null)('make-secrets.sh, held against a real search server', () => {
  afterAll(() => meilisearch?.stop());

  test('knows what the keys are worth that set-up makes', async () => {
    const secrets = join(folder, 'search');
    await mkdir(secrets);
    await writeFile(join(secrets, 'meilisearch_master_key'), meilisearch?.key ?? '');

    await run('bash', [join(COMPOSE_FOLDER, 'make-secrets.sh'), secrets]);
    const keys = await createSearchKeys({ url: meilisearch?.url ?? '', key: meilisearch?.key ?? '', prefix: 'diachi' });

    const made = await contentsOf(secrets);
    expect({
      access: made['meilisearch_search_key'],
      forget: made['meilisearch_forget_key'],
      index: made['meilisearch_write_key'],
    }).toEqual(keys);
  });
});

describe.skipIf(!(await hasNginx()))('the proxy as compose starts it, its values held against a real nginx', () => {
  test('is a configuration that nginx takes', async () => {
    const { environment = {}, env_file = [] } = file.services['proxy'] ?? {};
    // Names of services are found at run time by a nginx newer than Debian's: here they are addresses.
    const server = (name: string) => environment[name]?.replace(/^server \S+ resolve/, 'server 127.0.0.1:1') ?? '';
    const said = await checkProxy({
      folder: join(folder, 'proxy'),
      listen: '127.0.0.1:18080',
      insideListen: '127.0.0.1:18090',
      upload: [],
      access: [],
      portal: [],
      values: {
        PROXY_RESOLVER: environment['PROXY_RESOLVER'] ?? '',
        UPLOAD_SERVERS: server('UPLOAD_SERVERS'),
        ACCESS_SERVERS: server('ACCESS_SERVERS'),
        PORTAL_SERVERS: server('PORTAL_SERVERS'),
      },
    });

    expect(said).toContain('test is successful');
    for (const path of env_file) await access(join(COMPOSE_FOLDER, path));
  });

  test('finds each service at the port it listens at', () => {
    const { environment = {} } = file.services['proxy'] ?? {};

    for (const name of ['upload', 'access', 'portal'] as const) {
      const port = Object.values(readBy(name)).find(({ env }) => env === 'PORT')?.default;
      expect(environment[`${name.toUpperCase()}_SERVERS`]).toContain(`server ${name}:${port} `);
    }
  });
});

async function contentsOf(of: string): Promise<Record<string, string>> {
  const names = (await readdir(of)).toSorted();
  return Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await readFile(join(of, name), 'utf8')])),
  );
}

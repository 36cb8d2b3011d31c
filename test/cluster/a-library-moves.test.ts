import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { ObjectStore } from '@diachi/ports';
import { createFileObjectStore } from '@diachi/store-files';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { programOfLibrary, runDiachi } from '../e2e/run-diachi.ts';
import { openLibrary } from '../e2e/running-library.ts';
import { type ObjectServerLine, objectServerLine } from '../servers/index.ts';
import { allOf } from './all-of.ts';
import { openCluster, type RunningCluster } from './running-cluster.ts';
import { skipsCluster } from './skips-cluster.ts';
import { madeUpFiles } from './stand-in-page.ts';
import { standInTesseract } from './stand-in-tesseract.ts';
import { openTestStore, whole } from './whole-documents.ts';

const MINUTES = 60_000;
const DOCUMENTS = 6;
const PAGES = 7;
/** After so many objects a move notes how far it is. */
const NOTED_EVERY = 200;
/** So late a store answers a move that is to be killed: what it has still to do then takes seconds. */
const SLOWLY_MS = 50;

type Settings = Readonly<Record<string, string>>;

describe.skipIf(await skipsCluster())('a library that outgrows its PC', () => {
  const open = new AsyncDisposableStack();
  let folder: string;
  let other: string;
  let cluster: RunningCluster;
  let ids: readonly string[];
  let kept: readonly string[];

  beforeAll(async () => {
    const place = await mkdtemp(join(tmpdir(), 'diachi-outgrown-'));
    open.defer(() => rm(place, { recursive: true, force: true }));
    [folder, other] = [join(place, 'data'), join(place, 'come-back')];
    const scans = await scansIn(place);
    vi.stubEnv('PATH', `${await standInTesseract(place)}:${process.env['PATH']}`);
    vi.stubEnv('OCR_ENGINE', 'native');

    const library = await openLibrary([], folder);
    const { out } = await library.diachi('ingest', ...scans, '--wait', '--json');
    ids = [...new Set((JSON.parse(out) as readonly { document: string }[]).map(({ document }) => document))];
    await library.diachi('user', 'add', 'Cô Mai');
    await library.stop();

    expect(ids).toHaveLength(DOCUMENTS);
    kept = await keysIn(folder);
    expect(kept.length).toBeGreaterThan(NOTED_EVERY + 50);
  }, 5 * MINUTES);

  afterAll(async () => {
    vi.unstubAllEnvs();
    await cluster?.close();
    await open.disposeAsync();
  });

  /** The settings of a cluster whose store is reached over a line. */
  const overLine = async (settings: Settings) => {
    const line = await objectServerLine(settings['S3_ENDPOINT'] ?? '');
    open.defer(() => line.close());
    return { line, settings: { ...settings, S3_ENDPOINT: line.endpoint } };
  };

  const moveTo = (place: string, data: string, settings: Settings) =>
    runDiachi(['migrate-profile', '--to', place, '--json'], { ...process.env, ...settings, DIACHI_DATA: data });

  test(
    'moves into a cluster with everything it has, though its power is cut midway, and is found there',
    async () => {
      cluster = await openCluster({
        engine: {},
        beforeStart: async (direct) => {
          const { line, settings } = await overLine(direct);
          await killedMidway('cluster', folder, settings, line);
          const moved = await moveTo('cluster', folder, settings);
          expect(moved, moved.said).toMatchObject({ code: 0 });
          expect(JSON.parse(moved.out)).toMatchObject({ documents: DOCUMENTS, objects: kept.length });
        },
      });

      const { store, close } = await openTestStore(cluster);
      for (const id of ids) {
        expect(await cluster.operator.published(id, MINUTES / 2)).toMatchObject({ pageCount: PAGES });
        expect(await whole(store, id, PAGES)).toEqual([]);
      }
      await close();
      const people = await cluster.operator.ask(`${cluster.uploadAddresses[0]}/api/people`);
      expect(await people.json()).toContainEqual(expect.objectContaining({ name: 'Cô Mai' }));
      if (cluster.servers.meilisearch) for (const id of ids) await cluster.operator.indexed(id, 2 * MINUTES);
    },
    5 * MINUTES,
  );

  test('into one that holds something else it does not move', { timeout: MINUTES }, async () => {
    const refused = await moveTo('cluster', other, cluster.settings);

    expect(refused.code).not.toBe(0);
    expect(refused.said).not.toBe('');
  });

  test('while the cluster is at work it does not move back', { timeout: MINUTES }, async () => {
    const refused = await moveTo('folder', other, cluster.settings);

    expect(refused.code).not.toBe(0);
    expect(refused.said).not.toBe('');
  });

  test(
    'moves back, though its power is cut midway, and is open on a PC again',
    async () => {
      await Promise.all(cluster.processes.filter((one) => one.isRunning()).map((one) => one.stop()));

      const { line, settings } = await overLine(cluster.settings);
      await killedMidway('folder', other, settings, line);
      const arrived = await firstArrival(other, kept);
      const moved = await moveTo('folder', other, settings);
      const library = await openLibrary([], other);

      expect(moved, moved.said).toMatchObject({ code: 0 });
      expect(JSON.parse(moved.out)).toMatchObject({ documents: DOCUMENTS });
      expect(await firstArrival(other, kept), 'what was there is not carried again').toEqual(arrived);
      for (const id of ids) {
        const shown = JSON.parse((await library.diachi('show', id, '--json')).out);
        expect(shown).toMatchObject({ state: 'published', pageCount: PAGES });
        await using store = await storeIn(other);
        expect(await whole(store, id, PAGES)).toEqual([]);
      }
      expect(await keysIn(other)).toEqual(expect.arrayContaining([...kept]));
      expect(JSON.parse((await library.diachi('user', 'list', '--json')).out)).toHaveLength(2);
      await library.close();
    },
    5 * MINUTES,
  );
});

/** Begins a move and kills it as soon as it has noted how far it is, with a part still to go. */
async function killedMidway(to: string, data: string, settings: Settings, line: ObjectServerLine): Promise<void> {
  line.delayAnswers(SLOWLY_MS);
  const env = { ...process.env, ...settings, DIACHI_DATA: data };
  const child = spawn(process.execPath, [programOfLibrary(), 'migrate-profile', '--to', to], { env, stdio: 'ignore' });
  const ended = once(child, 'exit');
  const notes = join(data, 'moving.json');
  while (!existsSync(notes) && child.exitCode === null && child.signalCode === null) await wait(2);
  child.kill('SIGKILL');
  await ended;
  line.mend();
  expect({ killedBy: child.signalCode, isNoted: existsSync(notes) }).toEqual({ killedBy: 'SIGKILL', isNoted: true });
}

/** The file that a move carries first, as a file system tells it from another in its place. */
async function firstArrival(data: string, keys: readonly string[]) {
  const { ino, mtimeMs } = await stat(join(data, 'store', keys[0] ?? ''));
  return { ino, mtimeMs };
}

/** Folders of scans, each a document. */
async function scansIn(place: string): Promise<readonly string[]> {
  return Promise.all(
    Array.from({ length: DOCUMENTS }, async (_, at) => {
      const folder = join(place, `scans-${at}`);
      await mkdir(folder);
      for (const { name, bytes } of await madeUpFiles(`of the move ${at}`, PAGES))
        await writeFile(join(folder, name), bytes);
      return folder;
    }),
  );
}

const storeIn = async (data: string): Promise<ObjectStore & AsyncDisposable> => {
  const store = await createFileObjectStore({ folder: join(data, 'store') });
  return Object.assign(store, { [Symbol.asyncDispose]: () => store.close() });
};

/** Every object a data folder keeps, but what only a moment needed. */
async function keysIn(data: string): Promise<readonly string[]> {
  await using store = await storeIn(data);
  return (await allOf(store.list(''))).filter((key) => !/^(?:incoming\/|room-trial$)/.test(key));
}

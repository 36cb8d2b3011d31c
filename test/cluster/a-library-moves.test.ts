import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runDiachi } from '../e2e/run-diachi.ts';
import { openLibrary } from '../e2e/running-library.ts';
import { openCluster, type RunningCluster } from './running-cluster.ts';
import { skipsCluster } from './skips-cluster.ts';
import { openTestStore, whole } from './whole-documents.ts';

const MINUTES = 60_000;
const scan = join(import.meta.dirname, '..', 'fixtures', 'pages', 's13-low-150dpi', 'page.jpg');

describe.skipIf(await skipsCluster())('a library that outgrows its PC', () => {
  let folder: string;
  let other: string;
  let cluster: RunningCluster;
  let id: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diachi-outgrown-'));
    other = await mkdtemp(join(tmpdir(), 'diachi-come-back-'));
    const library = await openLibrary([], folder);
    const { out } = await library.diachi('ingest', scan, '--wait', '--json');
    id = (JSON.parse(out) as readonly { document: string }[])[0]?.document ?? '';
    await library.diachi('user', 'add', 'Cô Mai');
    await library.stop();
  }, 3 * MINUTES);

  afterAll(async () => {
    await cluster?.close();
    for (const each of [folder, other]) await rm(each, { recursive: true, force: true });
  });

  const moveTo = (place: string, data: string, settings: Readonly<Record<string, string>>) =>
    runDiachi(['migrate-profile', '--to', place, '--json'], { ...process.env, ...settings, DIACHI_DATA: data });

  test(
    'moves into a cluster with everything it has, and is found there',
    async () => {
      cluster = await openCluster({
        engine: {},
        beforeStart: async (settings) => {
          const moved = await moveTo('cluster', folder, settings);
          expect(moved, moved.said).toMatchObject({ code: 0 });
          expect(JSON.parse(moved.out)).toMatchObject({ documents: 1 });
        },
      });

      expect(await cluster.operator.published(id, 10_000)).toMatchObject({ pageCount: 1 });
      const { store, close } = await openTestStore(cluster);
      expect(await whole(store, id, 1)).toEqual([]);
      await close();
      const people = await cluster.operator.ask(`${cluster.uploadAddresses[0]}/api/people`);
      expect(await people.json()).toContainEqual(expect.objectContaining({ name: 'Cô Mai' }));
      if (cluster.servers.meilisearch) await cluster.operator.indexed(id, MINUTES);
    },
    3 * MINUTES,
  );

  test('into one that holds something else it does not move', async () => {
    const refused = await moveTo('cluster', other, cluster.settings);

    expect(refused.code).not.toBe(0);
    expect(refused.said).not.toBe('');
  });

  test('while the cluster is at work it does not move back', async () => {
    const refused = await moveTo('folder', other, cluster.settings);

    expect(refused.code).not.toBe(0);
    expect(refused.said).not.toBe('');
  });

  test(
    'moves back, and is open on a PC again',
    async () => {
      await Promise.all(cluster.processes.filter((one) => one.isRunning()).map((one) => one.stop()));

      const moved = await moveTo('folder', other, cluster.settings);
      const library = await openLibrary([], other);

      expect(moved, moved.said).toMatchObject({ code: 0 });
      expect(JSON.parse((await library.diachi('show', id, '--json')).out)).toMatchObject({ state: 'published' });
      expect(JSON.parse((await library.diachi('user', 'list', '--json')).out)).toHaveLength(2);
      await library.close();
    },
    3 * MINUTES,
  );
});

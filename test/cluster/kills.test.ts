import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClusterProcess, ProcessName } from './cluster-process.ts';
import { openCluster, type RunningCluster } from './running-cluster.ts';
import { skipsCluster } from './skips-cluster.ts';
import { madeUpFiles } from './stand-in-page.ts';
import { openTestStore, type TestStore, whole } from './whole-documents.ts';

const MINUTES = 60_000;
const PAGES = 3;

describe.skipIf(await skipsCluster())('kill -9', () => {
  let cluster: RunningCluster;
  let store: TestStore;

  beforeAll(async () => {
    // Slow enough that a page is in work whenever somebody is killed.
    cluster = await openCluster({ counts: { upload: 2, ocr: 2 }, engine: { before: 'sleep 0.2' } });
    store = await openTestStore(cluster);
  }, 3 * MINUTES);

  afterAll(async () => {
    await store?.close();
    await cluster?.close();
  });

  const handInSome = async (name: string, documents: number): Promise<readonly string[]> =>
    Promise.all(
      Array.from({ length: documents }, async (_, at) =>
        cluster.operator.handIn(await madeUpFiles(`${name} ${at}`, PAGES)),
      ),
    );

  const allWhole = async (ids: readonly string[]) => {
    for (const id of ids) {
      await cluster.operator.published(id, 90_000);
      expect(await whole(store.store, id, PAGES)).toEqual([]);
    }
  };

  test.each<ProcessName>(['intake', 'ocr', 'thumbnails', 'pdf', 'index'])(
    'of the %s worker costs a step, not a document',
    async (name) => {
      const ids = await handInSome(name, 3);
      const [victim] = cluster.of(name);
      await atWork(victim);

      await victim?.kill();
      await cluster.start(name);

      await allWhole(ids);
    },
    3 * MINUTES,
  );

  test(
    'of every worker at once costs their steps, not a document',
    async () => {
      const ids = await handInSome('all', 4);
      await atWork(cluster.of('ocr')[0]);
      const names: readonly ProcessName[] = ['intake', 'ocr', 'thumbnails', 'pdf', 'index'];

      await Promise.all(names.flatMap((name) => cluster.of(name).map((one) => one.kill())));
      for (const name of names) await cluster.start(name);

      await allWhole(ids);
    },
    3 * MINUTES,
  );

  test(
    'of the steward leaves its work to the next',
    async () => {
      const ids = await handInSome('steward', 3);
      const steward = cluster
        .of('upload')
        .find((one) => one.log.some(({ msg }) => msg === 'this process is the steward'));

      if (!steward) throw new Error('nobody is the steward');
      await steward.kill();

      await allWhole(ids);
      await cluster.startAgain(steward);
    },
    3 * MINUTES,
  );

  test(
    'of an upload service in mid-upload costs what was not acknowledged: another goes on with the rest',
    async () => {
      const [file] = await madeUpFiles('mid-upload', 1);
      if (!file) throw new Error('no file was made');
      const [first = '', second = ''] = cluster.uploadAddresses;
      const begun = await cluster.operator.begin(file, first);
      const half = Math.floor(file.bytes.length / 2);
      await cluster.operator.sendPart(begun, file.bytes.subarray(0, half), 0, first);
      const victim = cluster.of('upload').find((one) => first.endsWith(`:${one.env['PORT']}`));
      if (!victim) throw new Error('nobody answers there');

      await victim.kill();

      expect(await cluster.operator.offsetOf(begun, second)).toBe(half);
      await cluster.operator.sendPart(begun, file.bytes.subarray(half), half, second);
      const id = await cluster.operator.commit([{ ...file, upload: begun }], second);
      await cluster.operator.published(id, 90_000);
      expect(await whole(store.store, id, 1)).toEqual([]);
      await cluster.startAgain(victim);
    },
    3 * MINUTES,
  );

  test(
    'of nobody: everyone asked to end ends in order, in time, with 0',
    async () => {
      const ids = await handInSome('in order', 3);
      await atWork(cluster.of('ocr')[0]);

      const running = cluster.processes.filter((one) => one.isRunning());
      const codes = await Promise.all(running.map((one) => one.stop()));

      expect(codes).toEqual(running.map(() => 0));
      await Promise.all(running.map((one) => cluster.startAgain(one)));
      await allWhole(ids);
    },
    3 * MINUTES,
  );
});

/** Resolves when a process has begun a step. */
const atWork = (one: ClusterProcess | undefined) => one?.says(({ msg }) => msg === 'a step begins');

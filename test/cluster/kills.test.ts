import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClusterProcess, ProcessName } from './cluster-process.ts';
import { openCluster, type RunningCluster } from './running-cluster.ts';
import { skipsCluster } from './skips-cluster.ts';
import { madeUpFiles } from './stand-in-page.ts';
import { doneInVain, untilUnderWay } from './steps-told.ts';
import { openTestStore, type TestStore, whole } from './whole-documents.ts';

const MINUTES = 60_000;
const PAGES = 3;
const WORKERS = ['intake', 'ocr', 'thumbnails', 'pdf', 'index'] as const satisfies readonly ProcessName[];

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

  test(
    'of each kind of worker in mid-step costs that step, not a document',
    async () => {
      const ids: string[] = [];
      for (const name of WORKERS) {
        const [victim] = cluster.of(name);
        // Looked for while they are handed in: a quick step may be over when the last of them is acknowledged.
        const [handedIn] = await Promise.all([
          handInSome(name, 2),
          untilUnderWay(victim ? [victim] : []).then(() => victim?.kill()),
        ]);
        await cluster.start(name);
        ids.push(...handedIn);
      }

      await allWhole(ids);
      expect(doneInVain(cluster.processes)).toEqual([]);
    },
    5 * MINUTES,
  );

  test(
    'of every worker at once costs their steps, not a document',
    async () => {
      const ids = await handInSome('all', 4);
      await untilUnderWay(cluster.of('ocr'));

      await Promise.all(WORKERS.flatMap((name) => cluster.of(name).map((one) => one.kill())));
      for (const name of WORKERS) await cluster.start(name);

      await allWhole(ids);
      expect(doneInVain(cluster.processes)).toEqual([]);
    },
    3 * MINUTES,
  );

  test(
    'of the steward leaves its work to the next',
    async () => {
      const ids = await handInSome('steward', 3);
      const steward = await stewardOf(cluster);

      await steward.kill();

      await allWhole(ids);
      expect(doneInVain(cluster.processes)).toEqual([]);
      await cluster.startAgain(steward);
    },
    3 * MINUTES,
  );

  test(
    'is not needed: a steward that stands still is replaced, and does no harm when it goes on',
    async () => {
      const ids = [...(await handInSome('before it stands still', 2))];
      const old = await stewardOf(cluster);
      const other = cluster.of('upload').find((one) => one !== old);
      if (!other) throw new Error('there is no other upload service');
      const through = addressOf(other);
      const heardBefore = other.log.length;

      old.pause();
      ids.push(await cluster.operator.handIn(await madeUpFiles('while it stands still', PAGES), through));
      await other.says((line) => line['msg'] === BECAME && other.log.indexOf(line) >= heardBefore);
      await allWhole(ids);

      const stoodStill = old.log.length;
      old.resume();
      await old.says((line) => old.log.indexOf(line) >= stoodStill && line['msg'] === 'another process is the steward');
      const later = await cluster.operator.handIn(await madeUpFiles('when it goes on', PAGES), addressOf(old));
      await allWhole([...ids, later]);
      expect(await stewardOf(cluster)).toBe(other);
      expect(doneInVain(cluster.processes)).toEqual([]);
      expect(cluster.of('upload')).toEqual(expect.arrayContaining([old, other]));
    },
    4 * MINUTES,
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
      const victim = cluster.of('upload').find((one) => addressOf(one) === first);
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
      await untilUnderWay(cluster.of('ocr'));

      const running = cluster.processes.filter((one) => one.isRunning());
      const codes = await Promise.all(running.map((one) => one.stop()));

      expect(codes).toEqual(running.map(() => 0));
      await Promise.all(running.map((one) => cluster.startAgain(one)));
      await allWhole(ids);
      expect(doneInVain(cluster.processes)).toEqual([]);
    },
    3 * MINUTES,
  );
});

const addressOf = (one: ClusterProcess) => `http://127.0.0.1:${one.env['PORT']}`;

const BECAME = 'this process is the steward';
const GAVE_UP = ['another process is the steward', 'the duty of the steward could not be done; it is taken up again'];

/** The upload service that took the duty and has not laid it down. After one was killed nobody is it for a while: documents come through without. */
async function stewardOf(cluster: RunningCluster): Promise<ClusterProcess> {
  const isSteward = ({ log }: ClusterProcess) =>
    log.findLast(({ msg }) => msg === BECAME || GAVE_UP.includes(String(msg)))?.['msg'] === BECAME;
  await expect.poll(() => cluster.of('upload').filter(isSteward).length).toBe(1);
  return cluster.of('upload').find(isSteward) as ClusterProcess;
}

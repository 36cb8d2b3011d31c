import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ObjectServerLine } from '../servers/index.ts';
import { askAsReader } from './ask-as-reader.ts';
import { openCluster, type RunningCluster } from './running-cluster.ts';
import { NotTaken } from './sending.ts';
import { skipsCluster } from './skips-cluster.ts';
import { madeUpFiles } from './stand-in-page.ts';
import { underWay, untilUnderWay } from './steps-told.ts';
import { openTestStore, type TestStore, whole } from './whole-documents.ts';

const MINUTES = 60_000;
const PAGES = 2;
/** Whole again without a person's hand, once the server is back. */
const MENDED_MS = 2 * MINUTES;
/** What is handed in while only the queue is away is acknowledged without waiting for it; generous, for a busy machine. */
const ACKNOWLEDGED_MS = 15_000;

describe.skipIf(await skipsCluster())('a server that is lost', () => {
  let cluster: RunningCluster;
  let store: TestStore;
  let storeLine: ObjectServerLine;

  beforeAll(async () => {
    cluster = await openCluster({ counts: { upload: 2 }, engine: { before: 'sleep 0.1' }, hasStoreLine: true });
    store = await openTestStore(cluster);
    if (!cluster.servers.storeLine) throw new Error('there is no line to the store');
    storeLine = cluster.servers.storeLine;
  }, 3 * MINUTES);

  afterAll(async () => {
    await store?.close();
    await cluster?.close();
  });

  const handInSome = (name: string, documents: number, pages = PAGES): Promise<readonly string[]> =>
    Promise.all(
      Array.from({ length: documents }, async (_, at) =>
        cluster.operator.handIn(await madeUpFiles(`${name} ${at}`, pages)),
      ),
    );

  /** Holds when all of them are whole within two minutes from now, and nobody ended meanwhile. */
  const allWhole = async (ids: readonly string[], pages = PAGES) => {
    const endMs = performance.now() + MENDED_MS;
    for (const id of ids) await cluster.operator.published(id, Math.max(0, endMs - performance.now()));
    for (const id of ids) expect(await whole(store.store, id, pages)).toEqual([]);
    expect(cluster.processes.filter((one) => !one.isRunning()).map(({ name }) => name)).toEqual([]);
  };

  /** What became of the first file somebody sends in through one service, without trying again. */
  const answerTo = async (name: string, through = cluster.uploadAddresses[0] ?? ''): Promise<unknown> =>
    cluster.operator.send(await madeUpFiles(name, 1), through).catch((thrown: unknown) => thrown);

  const isAskedToWait = (answer: unknown) => {
    expect(answer).toBeInstanceOf(NotTaken);
    expect(answer).toMatchObject({ status: 503, retryAfter: expect.any(Number) });
  };

  test(
    'Redis emptied in the middle of 20 documents costs the steps in flight',
    async () => {
      const ids = await handInSome('emptied', 20, 1);
      await untilUnderWay(cluster.of('ocr'));

      const inFlight = underWay(cluster.processes);
      await cluster.servers.redis.flush();

      expect(inFlight).toContainEqual(expect.stringMatching(/^ocr-page /));
      await allWhole(ids, 1);
    },
    5 * MINUTES,
  );

  test(
    'Redis stopped for a minute: documents are taken all the while, and read when it is back',
    async () => {
      const ids = [...(await handInSome('before redis stops', 3))];
      await untilUnderWay(cluster.of('ocr'));
      await cluster.servers.redis.kill();
      for (const backMs = performance.now() + MINUTES; performance.now() < backMs; await wait(5_000)) {
        const askedMs = performance.now();
        const name = `while redis is away ${ids.length}`;
        ids.push(await cluster.operator.send(await madeUpFiles(name, PAGES), cluster.uploadAddresses[0] ?? ''));
        expect(performance.now() - askedMs).toBeLessThan(ACKNOWLEDGED_MS);
      }

      await cluster.servers.redis.restart();

      await allWhole(ids);
    },
    5 * MINUTES,
  );

  test(
    'the store stopped for half a minute: uploads are asked to wait and go on later, and no page is called unreadable',
    async () => {
      const before = await handInSome('before the store stops', 3);
      await untilUnderWay(cluster.of('ocr'));
      await cluster.servers.objects.kill();
      const meanwhile = handInSome('while the store is away', 2);
      for (const backMs = performance.now() + MINUTES / 2; performance.now() < backMs; await wait(5_000)) {
        isAskedToWait(await answerTo('refused'));
      }

      await cluster.servers.objects.restart();

      await allWhole([...before, ...(await meanwhile)]);
    },
    5 * MINUTES,
  );

  test.each([
    { why: 'being full', status: 507, code: 'XMinioStorageFull' },
    { why: 'its user having lost the right', status: 403, code: 'AccessDenied' },
  ])(
    'the store refusing writes $why: uploads are asked to wait, readers read on, and all goes on once it may be written again',
    async ({ status, code }) => {
      const before = await handInSome(`before ${code}`, 3);
      await untilUnderWay(cluster.of('ocr'));
      const already = storeLine.refused();
      storeLine.refuseWrites({ status, code });
      const meanwhile = handInSome(`while ${code}`, 2);
      for (const backMs = performance.now() + MINUTES / 4; performance.now() < backMs; await wait(3_000)) {
        isAskedToWait(await answerTo(`refused ${code}`));
        expect((await askAsReader(`${cluster.address}/api/documents`)).status).toBe(200);
      }
      expect(storeLine.refused()).toBeGreaterThan(already);

      storeLine.mend();

      await allWhole([...before, ...(await meanwhile)]);
    },
    5 * MINUTES,
  );

  test(
    'the store slow in all it answers: everybody waits for it, and nobody is turned away',
    async () => {
      const before = await handInSome('before it is slow', 3);
      await untilUnderWay(cluster.of('ocr'));
      storeLine.delayAnswers(2_000);
      const answering = answerTo('taken slowly');
      await wait(20_000);

      storeLine.mend();

      const answer = await answering;
      expect(answer).toEqual(expect.any(String));
      await allWhole(before);
      await cluster.operator.published(String(answer), MENDED_MS);
    },
    5 * MINUTES,
  );

  test(
    'the store silent: uploads are asked to wait, and go on later',
    async () => {
      const ids = await handInSome('silent', 1);
      cluster.servers.objects.pause();
      const answer = await answerTo('not heard');
      const later = handInSome('later', 1);
      cluster.servers.objects.resume();

      isAskedToWait(answer);
      await allWhole([...ids, ...(await later)]);
    },
    5 * MINUTES,
  );

  test(
    'PostgreSQL restarted: uploads are asked to wait, and everything goes on',
    async () => {
      const before = await handInSome('before the catalogue stops', 3);
      await cluster.servers.postgres.kill();
      const answer = await answerTo('refused too', cluster.uploadAddresses[1]);
      const meanwhile = handInSome('while the catalogue is away', 2);

      await cluster.servers.postgres.restart();

      isAskedToWait(answer);
      await allWhole([...before, ...(await meanwhile)]);
    },
    5 * MINUTES,
  );

  test(
    'Meilisearch away: documents are published, search says so, browsing goes on, and they are found when it is back',
    async ({ skip }) => {
      skip(cluster.servers.meilisearch === null, 'No Meilisearch is on this machine.');
      await cluster.servers.meilisearch?.kill();
      const ids = await handInSome('without search', 3);
      for (const id of ids) await cluster.operator.published(id, MENDED_MS);
      const searched = await askAsReader(`${cluster.address}/api/search?q=quê`);
      const browsed = await askAsReader(`${cluster.address}/api/documents`);

      await cluster.servers.meilisearch?.restart();

      expect(searched.status).toBe(503);
      expect(browsed.status).toBe(200);
      for (const id of ids) await cluster.operator.indexed(id, MENDED_MS);
    },
    5 * MINUTES,
  );
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCluster, type RunningCluster } from './running-cluster.ts';
import { NotTaken } from './sending.ts';
import { skipsCluster } from './skips-cluster.ts';
import { madeUpFiles } from './stand-in-page.ts';
import { openTestStore, type TestStore, whole } from './whole-documents.ts';

const MINUTES = 60_000;
const PAGES = 2;
/** Whole again without a person's hand, once the server is back. */
const MENDED_MS = 2 * MINUTES;

describe.skipIf(await skipsCluster())('a server that is lost', () => {
  let cluster: RunningCluster;
  let store: TestStore;

  beforeAll(async () => {
    cluster = await openCluster({ counts: { upload: 2 }, engine: { before: 'sleep 0.1' } });
    store = await openTestStore(cluster);
  }, 3 * MINUTES);

  afterAll(async () => {
    await store?.close();
    await cluster?.close();
  });

  const handInSome = (name: string, documents: number): Promise<readonly string[]> =>
    Promise.all(
      Array.from({ length: documents }, async (_, at) =>
        cluster.operator.handIn(await madeUpFiles(`${name} ${at}`, PAGES)),
      ),
    );

  const allWhole = async (ids: readonly string[]) => {
    for (const id of ids) {
      await cluster.operator.published(id, MENDED_MS);
      expect(await whole(store.store, id, PAGES)).toEqual([]);
    }
    expect(cluster.processes.filter((one) => !one.isRunning()).map(({ name }) => name)).toEqual([]);
  };

  test(
    'Redis emptied in the middle of 20 documents costs the steps in flight',
    async () => {
      const ids = await handInSome('emptied', 20);

      await cluster.servers.redis.flush();

      await allWhole(ids);
    },
    5 * MINUTES,
  );

  test(
    'Redis stopped: documents are taken all the same, and read when it is back',
    async () => {
      const before = await handInSome('before redis stops', 3);
      await cluster.servers.redis.kill();
      const meanwhile = await handInSome('while redis is away', 2);

      await cluster.servers.redis.restart();

      await allWhole([...before, ...meanwhile]);
    },
    5 * MINUTES,
  );

  test(
    'the store stopped: uploads are asked to wait and go on later, and no page is called unreadable',
    async () => {
      const before = await handInSome('before the store stops', 3);
      await cluster.servers.objects.kill();
      const refusal = await cluster.operator
        .send(await madeUpFiles('refused', 1), cluster.uploadAddresses[0] ?? '')
        .catch((thrown: unknown) => thrown);
      const meanwhile = handInSome('while the store is away', 2);

      await cluster.servers.objects.restart();

      expect(refusal).toBeInstanceOf(NotTaken);
      expect(refusal).toMatchObject({ status: 503, retryAfter: expect.any(Number) });
      await allWhole([...before, ...(await meanwhile)]);
    },
    5 * MINUTES,
  );

  test(
    'the store slow: everybody waits for it',
    async () => {
      const ids = await handInSome('slow', 3);

      cluster.servers.objects.pause();
      const refusal = await cluster.operator
        .send(await madeUpFiles('too slow', 1), cluster.uploadAddresses[0] ?? '')
        .catch((thrown: unknown) => thrown);
      const later = handInSome('later', 1);
      cluster.servers.objects.resume();

      expect(refusal).toMatchObject({ status: 503, retryAfter: expect.any(Number) });
      await allWhole([...ids, ...(await later)]);
    },
    5 * MINUTES,
  );

  test(
    'PostgreSQL restarted: uploads are asked to wait, and everything goes on',
    async () => {
      const before = await handInSome('before the catalogue stops', 3);
      await cluster.servers.postgres.kill();
      const refusal = await cluster.operator
        .send(await madeUpFiles('refused too', 1), cluster.uploadAddresses[1] ?? '')
        .catch((thrown: unknown) => thrown);
      const meanwhile = handInSome('while the catalogue is away', 2);

      await cluster.servers.postgres.restart();

      expect(refusal).toMatchObject({ status: 503, retryAfter: expect.any(Number) });
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
      const searched = await cluster.operator.ask(`${cluster.address}/api/search?q=quê`);
      const browsed = await cluster.operator.ask(`${cluster.address}/api/documents`);

      await cluster.servers.meilisearch?.restart();

      expect(searched.status).toBe(503);
      expect(browsed.status).toBe(200);
      for (const id of ids) await cluster.operator.indexed(id, MENDED_MS);
    },
    5 * MINUTES,
  );
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  deletedRecord,
  dublinCoreRecord,
  type ForeignRepository,
  openForeignRepository,
  recordsOf,
} from '../../services/upload/src/testing/foreign-repository.ts';
import { openCluster, type RunningCluster } from './running-cluster.ts';
import { skipsCluster } from './skips-cluster.ts';

const MINUTES = 60_000;
const PAGES = 6;
const RECORDS = PAGES * 2;
const CODE = 'kho-ban';

type ToldSource = {
  readonly records: number;
  readonly state: {
    readonly place: unknown;
    readonly reports: readonly { readonly failure: unknown; readonly endedAt: string | null; readonly pages: number }[];
  };
  readonly progress: { readonly isRunning: boolean } | null;
};

describe.skipIf(await skipsCluster())('a cluster harvests another repository', () => {
  let cluster: RunningCluster;
  let repository: ForeignRepository;
  let isWholeList = true;
  /** Done before the repository answers with its fourth page, once. */
  let inTheMiddle = async () => {};

  beforeAll(async () => {
    repository = await openForeignRepository(async (asked) => {
      if (asked.get('verb') !== 'ListRecords') return null;
      if (!isWholeList) return recordsOf([deletedRecord(1), dublinCoreRecord(2, 'Tên khác')]);
      const page = Number(asked.get('resumptionToken') ?? 0);
      if (page === 3) await inTheMiddle();
      const token = page + 1 < PAGES ? String(page + 1) : '';
      return recordsOf([dublinCoreRecord(2 * page + 1), dublinCoreRecord(2 * page + 2)], token, RECORDS);
    });
    cluster = await openCluster({ counts: { upload: 2 }, settings: { HARVEST_PRIVATE: 'yes', HARVEST_PAUSE: '1ms' } });
  }, 3 * MINUTES);

  afterAll(async () => {
    await cluster?.close();
    await repository?.close();
  });

  const post = (through: string, path: string, body: object = {}) =>
    cluster.operator.ask(`${through}/api/harvest${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const send = async (...asked: Parameters<typeof post>) => {
    const answer = await post(...asked);
    expect(answer.ok, await answer.text()).toBe(true);
  };
  const told = async (through: string): Promise<ToldSource | undefined> =>
    ((await (await cluster.operator.ask(`${through}/api/harvest`)).json()) as ToldSource[])[0];
  const ended = async (through: string, harvests: number) => {
    await expect
      .poll(() => told(through), { timeout: 2 * MINUTES, interval: 200 })
      .toMatchObject({
        state: { place: null, reports: Array(harvests).fill({ failure: null, endedAt: expect.any(String) }) },
        progress: { isRunning: false },
      });
    return told(through);
  };
  /** What everybody finds there, through the proxy. Without a search server on this machine nothing is. */
  const expectFound = async (titles: readonly string[]) => {
    if (!cluster.servers.meilisearch) return;
    const found = async () => {
      const answer = await fetch(`${cluster.address}/api/search?q=&source=${CODE}`);
      const { hits } = (await answer.json()) as { readonly hits: readonly { readonly record: { title: string } }[] };
      return hits.map(({ record }) => record.title).toSorted();
    };
    await expect.poll(found, { timeout: MINUTES, interval: 200 }).toEqual(titles.toSorted());
  };
  const titles = Array.from({ length: RECORDS }, (_, number) => `Sách ${number + 1}`);

  test(
    'the process that harvests does so alone; it is killed, another goes on where it was, and everybody finds each record once',
    async () => {
      const [one = '', other = ''] = cluster.uploadAddresses;
      const [doing] = cluster.of('upload').filter(({ env }) => one.endsWith(`:${env['PORT']}`));
      inTheMiddle = async () => {
        inTheMiddle = async () => {};
        refused = await (await post(other, `/${CODE}/start`)).text();
        await doing?.kill();
      };
      let refused = '';
      const source = { code: CODE, name: 'Kho bạn', address: repository.address, isOn: false };
      await send(one, '', source);
      await send(one, `/${CODE}/start`);
      await expect.poll(() => doing?.isRunning(), { timeout: MINUTES }).toBe(false);
      expect(refused).toContain('harvest.running');
      // From now on it is harvested by itself.
      await send(other, `/${CODE}`, { ...source, isOn: true });

      const { records, state } = (await ended(other, 1)) ?? {};
      expect(records).toBe(RECORDS);
      expect(state?.reports[0]?.pages).toBe(PAGES);
      const asked = repository.asked.filter((question) => question.has('resumptionToken'));
      // Only the page that was being answered is asked for twice.
      expect(asked.map((question) => question.get('resumptionToken'))).toEqual(['1', '2', '3', '3', '4', '5']);
      await expectFound(titles);
    },
    5 * MINUTES,
  );

  test(
    'what changed and went there is found so, and a removed source is forgotten',
    async () => {
      const [, other = ''] = cluster.uploadAddresses;
      isWholeList = false;

      await send(other, `/${CODE}/start`);
      expect((await ended(other, 2))?.records).toBe(RECORDS - 1);
      await expectFound(['Tên khác', ...titles.slice(2)]);
      expect(repository.atOnce()).toBe(1);

      await send(other, `/${CODE}/remove`);
      await expectFound([]);
      // Its code is free when search has forgotten it.
      if (!cluster.servers.meilisearch) return;
      const again = { code: CODE, name: 'Kho bạn', address: repository.address, isOn: false };
      await expect
        .poll(async () => (await post(other, '', again)).status, { timeout: MINUTES, interval: 500 })
        .toBe(201);
    },
    3 * MINUTES,
  );
});

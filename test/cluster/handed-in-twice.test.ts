import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allOf } from './all-of.ts';
import { openCluster, type RunningCluster } from './running-cluster.ts';
import { skipsCluster } from './skips-cluster.ts';
import { madeUpFiles } from './stand-in-page.ts';
import { openTestStore, type TestStore, whole } from './whole-documents.ts';

const MINUTES = 60_000;
const DOCUMENTS = 6;
const PAGES = 3;

describe.skipIf(await skipsCluster())('two upload services and four OCR workers', () => {
  let cluster: RunningCluster;
  let store: TestStore;

  beforeAll(async () => {
    cluster = await openCluster({ counts: { upload: 2, ocr: 4 }, engine: {} });
    store = await openTestStore(cluster);
  }, 3 * MINUTES);

  afterAll(async () => {
    await store?.close();
    await cluster?.close();
  });

  test(
    'given the same documents twice at once keep and read each once',
    async () => {
      const documents = await Promise.all(
        Array.from({ length: DOCUMENTS }, (_, at) => madeUpFiles(`twice ${at}`, PAGES)),
      );
      const [one = '', other = ''] = cluster.uploadAddresses;

      const ids = await Promise.all(
        documents.map((files) => Promise.all([one, other].map((through) => cluster.operator.handIn(files, through)))),
      );

      for (const [first = '', second] of ids) {
        expect(second).toBe(first);
        await cluster.operator.published(first, 2 * MINUTES);
        expect(await whole(store.store, first, PAGES)).toEqual([]);
      }
      expect(await allOf(store.store.list('originals/'))).toHaveLength(DOCUMENTS * PAGES);
      const noted = await cluster.operator.ask(`${one}/api/documents/${ids[0]?.[0]}/history`);
      const history = (await noted.json()) as readonly { what: string }[];
      expect(history.filter(({ what }) => what === 'document.received')).toHaveLength(1);
    },
    5 * MINUTES,
  );
});

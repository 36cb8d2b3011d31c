import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openCluster, type RunningCluster } from './running-cluster.ts';
import { skipsCluster } from './skips-cluster.ts';
import { madeUpFiles, standInPage } from './stand-in-page.ts';

const MINUTES = 60_000;
const onStrip = 'set -- $head; if [ "$2" -gt $((2 * $3)) ] || [ "$3" -gt $((2 * $2)) ]; then';

describe.skipIf(await skipsCluster()).each([
  // The picture's first line is `P5 width height 255`: only the strip, whichever way it is turned, is so long.
  { how: 'the engine crashes', before: `${onStrip} kill -SEGV $$; fi` },
  { how: 'the engine takes its worker with it', before: `${onStrip} kill -9 $PPID; fi` },
])('a page over which $how each time', ({ before }) => {
  let cluster: RunningCluster;

  beforeAll(async () => {
    cluster = await openCluster({ engine: { before } });
  }, 3 * MINUTES);

  afterAll(() => cluster?.close());

  test(
    'is tried its few times, then called unreadable with its reason, and the document goes on',
    async () => {
      const [first, last] = await madeUpFiles('beside it', 2);
      if (!first || !last) throw new Error('no files were made');
      const crashing = { name: 'crashing.jpg', bytes: await standInPage('crashing', { isStrip: true }) };
      // Somebody starts a worker that died again, as every orchestrator does.
      let isOver = false;
      const minding = (async () => {
        while (!isOver) {
          const dead = cluster.of('ocr').length === 0;
          await (dead ? cluster.start('ocr') : new Promise((resolve) => setTimeout(resolve, 100)));
        }
      })();

      const id = await cluster.operator.handIn([first, crashing, last]);
      await cluster.operator.published(id, 4 * MINUTES).finally(() => {
        isOver = true;
      });
      await minding;

      const answer = await cluster.operator.ask(`${cluster.address}/api/documents/${id}`);
      const { pages } = (await answer.json()) as {
        pages: readonly { state: string; reason: { code: string } | null }[];
      };
      expect(pages.map(({ state }) => state)).toEqual(['read', 'read', 'unreadable']);
      expect(pages.at(-1)?.reason?.code).toMatch(/^ocr\./);
    },
    6 * MINUTES,
  );
});

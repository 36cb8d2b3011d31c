import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askAsReader } from './ask-as-reader.ts';
import { openCluster, type RunningCluster } from './running-cluster.ts';
import { skipsCluster } from './skips-cluster.ts';
import { madeUpFiles, standInPage } from './stand-in-page.ts';

const MINUTES = 60_000;
/** Shell that does something when one side of the picture is so many times longer than the other, whichever way it is turned. */
const onStrip = (times: number, what: string) =>
  `if [ "$width" -gt $((${times} * $height)) ] || [ "$height" -gt $((${times} * $width)) ]; then ${what}; fi`;
const before = [onStrip(4, 'kill -9 $PPID'), onStrip(2, 'kill -SEGV $$')].join('\n');

describe.skipIf(await skipsCluster())(
  'a page over which the engine crashes each time, or takes its worker with it',
  () => {
    let cluster: RunningCluster;

    beforeAll(async () => {
      cluster = await openCluster({ engine: { before } });
    }, 3 * MINUTES);

    afterAll(() => cluster?.close());

    test(
      'is tried its few times, then called unreadable with its reason, and the document goes on',
      async () => {
        const beside = await madeUpFiles('beside them', 2);
        const crashing = { name: 'crashing.jpg', bytes: await standInPage('crashing', { height: 450 }) };
        const killing = { name: 'killing.jpg', bytes: await standInPage('killing', { height: 220 }) };
        // Somebody starts a worker that died again, as every orchestrator does.
        let isOver = false;
        const minding = (async () => {
          while (!isOver) {
            const dead = cluster.of('ocr').length === 0;
            await (dead ? cluster.start('ocr') : new Promise((resolve) => setTimeout(resolve, 100)));
          }
        })();

        const id = await cluster.operator.handIn([...beside, crashing, killing]);
        await cluster.operator.published(id, 4 * MINUTES).finally(() => {
          isOver = true;
        });
        await minding;

        const answer = await askAsReader(`${cluster.address}/api/documents/${id}`);
        const { pages } = (await answer.json()) as {
          pages: readonly { state: string; reason: { code: string } | null }[];
        };
        expect(pages.map(({ state }) => state)).toEqual(['read', 'read', 'unreadable', 'unreadable']);
        for (const { reason } of pages.slice(2)) expect(reason?.code).toMatch(/^ocr\./);
        expect(cluster.processes.filter((one) => one.name === 'ocr' && one.wasKilled()).length).toBeGreaterThan(1);
      },
      6 * MINUTES,
    );
  },
);

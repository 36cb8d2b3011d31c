import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { READING_MS } from './hand-in.ts';
import type { Visit } from './visit.ts';

const page = join(import.meta.dirname, '..', 'fixtures', 'pages', 's02-admin-200dpi', 'page.jpg');

/** A large page under the glass: what is not looked at is not fetched. */
export function aPageIsGoneInto(visit: () => Visit): void {
  describe('a page under the glass', () => {
    test(
      'is fetched in tiles, and only where it is looked at',
      async () => {
        const { library, browser } = visit();
        const { out, said, code } = await library.diachi('ingest', page, '--title', 'Dưới kính', '--wait', '--json');
        expect(code, said).toBe(0);
        const [{ document }] = JSON.parse(out) as [{ document: string }];
        const reader = await browser.newPage({ viewport: { width: 1_000, height: 700 } });
        const asked: string[] = [];
        const faults: string[] = [];
        reader.on('response', (answer) => asked.push(`${answer.status()} ${new URL(answer.url()).pathname}`));
        reader.on('pageerror', (thrown) => faults.push(String(thrown)));
        reader.on('console', (told) => told.type() === 'error' && faults.push(told.text()));
        await reader.goto(`${library.address}/documents/${document}/pages/0`);

        const tile = (of: RegExp) =>
          reader.waitForResponse((answer) => of.test(answer.url()) && answer.status() === 200);
        await Promise.all([tile(/\/iiif\/image\/3\/[^/]+\/full\//), reader.click('[data-tool="zoom-in"]')]);
        const closer = tile(/\/iiif\/image\/3\/[^/]+\/\d+,\d+,512,512\/512,512\/0\/default\.jpg$/);
        for (let step = 0; step < 5; step += 1) await reader.click('[data-tool="zoom-in"]');
        await closer;

        expect(faults).toEqual([]);
        const tiles = asked.filter((each) => each.includes('/iiif/image/'));
        expect(tiles.filter((each) => !each.startsWith('200 '))).toEqual([]);
        // Of twenty at this scale, those before the reader's eyes.
        expect(tiles.filter((each) => each.endsWith(',512,512/512,512/0/default.jpg')).length).toBeLessThan(12);
        expect(asked.filter((each) => /\/pages\/0\/image$/.test(each))).toEqual([]);
        await reader.close();
      },
      READING_MS + 60_000,
    );
  });
}

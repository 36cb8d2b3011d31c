import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectFit, objections, SIZES } from './axe.ts';
import type { ClusterLibrary } from './cluster-library.ts';
import { newVisitor } from './sign-in.ts';
import type { Visit } from './visit.ts';

/** Only on a cluster: on one computer the search is a file of the library's own. */
export function whileTheSearchIsAway(visit: () => Visit<ClusterLibrary>): void {
  describe('while the search is away', () => {
    let reader: Page;
    // One that others run is not ours to end.
    const ownServer = () => (process.env['MEILI_URL'] ? null : visit().library.cluster.servers.meilisearch);

    beforeAll(async () => {
      reader = await newVisitor(visit().browser);
      await ownServer()?.kill();
    });

    afterAll(async () => {
      await reader?.context().close();
    });

    test('a page says so, keeps what was asked, and leads to everything that goes on', async ({ skip }) => {
      const { library } = visit();
      skip(library.hasSearch && !ownServer(), 'The search server at MEILI_URL is not ours to end.');
      for (const size of SIZES) {
        await reader.setViewportSize(size);
        const answer = await reader.goto(`${library.address}/search?q=cao+nguyen`);

        expect(answer?.status()).toBe(503);
        expect(await reader.inputValue('#q')).toBe('cao nguyen');
        expect(await objections(reader)).toEqual([]);
        await expectFit(reader);
      }
      await reader.locator('main a[href="/documents"]').first().click();
      await reader.locator('.found-list a[href^="/documents/"]').first().click();
      await reader.locator('#pages img').first().waitFor();
    });

    test('a search is answered again by itself once the server is back', async ({ skip }) => {
      const server = ownServer();
      if (!server) return skip('There is no search server of ours to bring back.');

      await server.restart();
      await reader.goto(`${visit().library.address}/search?q=cao+nguyen`);

      await reader.locator('.found-list a[href^="/documents/"]').first().waitFor();
    });
  });
}

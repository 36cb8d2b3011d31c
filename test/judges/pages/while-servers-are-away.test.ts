import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createPostgresCatalogue } from '@diachi/catalogue-sql';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ProcessName } from '../../cluster/cluster-process.ts';
import { openCluster, type RunningCluster } from '../../cluster/running-cluster.ts';
import { skipsCluster } from '../../cluster/skips-cluster.ts';
import { expectFit, objections, SIZES } from '../../e2e/axe.ts';
import { openBrowser, skipsBrowser } from '../../e2e/open-browser.ts';
import { runDiachi } from '../../e2e/run-diachi.ts';
import { cookieOf, fillMarkedLibrary } from '../../leaks/marked-library.ts';
import { faultsOf } from './html-faults.ts';

/** Nothing is read here, and nothing put into the index: what is shown is there before the cluster is. */
const NO_WORKERS = { intake: 0, ocr: 0, thumbnails: 0, pdf: 0, index: 0 } as const;

describe.skipIf(skipsBrowser() || (await skipsCluster()))('judges have nothing against what people are told', () => {
  let cluster: RunningCluster;
  let folder: string;
  let browser: Browser;
  let page: Page;
  let id: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'diachi-away-'));
    id = (await fillMarkedLibrary(folder))[0]?.id ?? '';
    cluster = await openCluster({
      counts: NO_WORKERS,
      beforeStart: async (settings) => {
        const moved = await runDiachi(['migrate-profile', '--to', 'cluster'], {
          ...process.env,
          ...settings,
          DIACHI_DATA: folder,
        });
        expect(moved, moved.said).toMatchObject({ code: 0 });
        await signIn(settings['DATABASE_URL'] ?? '');
      },
    });
    browser = await openBrowser();
    page = await (await browser.newContext()).newPage();
    const [name = '', value = ''] = cookieOf('admin').split('=');
    await page.context().addCookies([{ name, value, url: cluster.address }]);
    // Whoever keeps a page open sees what became of it, in the clothes it had.
    await page.goto(`${cluster.address}/`);
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await cluster?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  }, 60_000);

  /** Every one of these is answered 503, and nobody has anything against how. */
  async function judge(...paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      const answer = await page.goto(cluster.address + path.replace('ID', id));
      expect(answer?.status(), path).toBe(503);
      expect(answer?.headers(), path).toHaveProperty('retry-after');
      expect(await faultsOf((await answer?.text()) ?? ''), path).toEqual([]);
      for (const size of SIZES) {
        await page.setViewportSize(size);
        expect(await objections(page), path).toEqual([]);
        await expectFit(page);
      }
    }
  }

  const stop = (name: ProcessName) => Promise.all(cluster.of(name).map((one) => one.kill()));

  test('while the search is away', { timeout: 120_000 }, async () => {
    await cluster.servers.meilisearch?.kill();

    await judge('/search?q=song&kind=book', '/search');
  });

  test('while the service that works is away', { timeout: 120_000 }, async () => {
    await stop('upload');

    await judge('/work', '/inspection', '/harvest');
  });

  test('while the store is away', { timeout: 120_000 }, async () => {
    await cluster.servers.objects.kill();

    await judge('/documents/ID/pages/0', '/files/ID/text.txt', '/files/ID/document.pdf');
  });

  test('while the service that reads is away', { timeout: 120_000 }, async () => {
    await stop('access');

    await judge('/', '/documents', '/documents/ID', '/search?q=song', '/files/ID/text.txt');
  });

  test('while the catalogue is away', { timeout: 120_000 }, async () => {
    await cluster.servers.postgres.kill();

    await judge('/', '/documents/ID', '/people');
  });

  test('while nobody is there but the proxy', { timeout: 120_000 }, async () => {
    await stop('portal');

    await judge('/', '/search?q=song');
  });
});

/** A move carries people, and none of those who are signed in. */
async function signIn(url: string): Promise<void> {
  const catalogue = await createPostgresCatalogue({ url, poolSize: 1 });
  const { id: personId } = await catalogue.people.add({ name: 'admin', role: 'admin' });
  const tokenHash = createHash('sha256')
    .update(cookieOf('admin').split('=')[1] ?? '')
    .digest('hex');
  await catalogue.people.openSession({ tokenHash, personId, expiresAt: '9999-01-01T00:00:00.000Z' });
  await catalogue.close();
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClusterProcess, LogLine } from '../cluster/cluster-process.ts';
import { objections } from './axe.ts';
import type { ClusterLibrary } from './cluster-library.ts';
import { chooseFiles, handIn, idOf, READING_MS, sendFiles, watchUntilPublished } from './hand-in.ts';
import { newColleague, newVisitor } from './sign-in.ts';
import type { Visit } from './visit.ts';
import { weightyScan } from './weighty-scan.ts';

const strips = join(import.meta.dirname, '..', 'fixtures', 'strips');
const strip = (number: string) => join(strips, `${number}.jpg`);

/** What people notice of a library of many processes, some of which come and go. */
export function aDayInADistrictLibrary(visit: () => Visit<ClusterLibrary>): void {
  describe('in a district library', () => {
    let mai: Page;
    let vang: Page;
    let published: string;
    const processesOf = (name: 'upload' | 'portal') => visit().library.cluster.of(name);

    beforeAll(async () => {
      mai = await newColleague(visit(), 'Cô Mai');
      vang = await newColleague(visit(), 'Anh Vàng');
    });

    afterAll(async () => {
      for (const page of [mai, vang]) await page?.context().close();
    });

    test(
      'two archivists hand in at the same time, and both upload services have their share of it',
      async () => {
        const { library } = visit();
        const before = processesOf('upload').map(({ log }) => log.length);

        const addresses = await Promise.all([
          handIn(mai, library, [strip('01'), strip('02')], 'Bản đồ các bản'),
          handIn(vang, library, [strip('03'), strip('04')], 'Sổ chợ phiên'),
        ]);
        await Promise.all([mai, vang].map((page, at) => watchUntilPublished(page, addresses[at] ?? '')));

        expect(new Set(addresses).size).toBe(2);
        published = addresses[0];
        for (const [at, { log }] of processesOf('upload').entries())
          expect(log.slice(before[at]).filter(isOfUploading)).not.toEqual([]);
      },
      READING_MS + 60_000,
    );

    test('a portal that is started again signs nobody out, and what was being written is kept', async () => {
      const { library, browser } = visit();
      const [portal] = processesOf('portal');
      if (!portal) throw new Error('no portal runs');
      await mai.goto(`${published}/edit`);
      await mai.fill('#title', 'Bản đồ các bản, có sửa');
      const reader = await newVisitor(browser);

      await portal.stop();
      const away = await reader.goto(`${library.address}/documents`);

      expect(away?.status()).toBe(503);
      expect(await reader.locator('h1').textContent()).toContain('tạm nghỉ');
      expect(await objections(reader)).toEqual([]);
      await library.cluster.startAgain(portal);
      await reader
        .locator(`a[href="/documents/${idOf(published)}"]`)
        .first()
        .waitFor({ timeout: 25_000 });
      await Promise.all([mai.waitForURL(published), mai.click('.record-form button[type=submit]')]);
      expect(await mai.locator('h1').textContent()).toContain('có sửa');
      expect((await vang.goto(`${library.address}/work`))?.status()).toBe(200);
      expect(vang.url()).toBe(`${library.address}/work`);
      await reader.context().close();
    }, 90_000);

    test(
      'a file goes on being sent after the upload services were killed under it and started again',
      async () => {
        const { library } = visit();
        const scan = weightyScan(await readFile(strip('05')), 12 * 2 ** 20);
        await chooseFiles(vang, library, [{ name: 'sổ lớn.jpg', mimeType: 'image/jpeg', buffer: scan }], 'Sổ lớn');
        const line = await vang.context().newCDPSession(vang);
        await line.send('Network.emulateNetworkConditions', slowly(2 * 2 ** 20));

        const received = sendFiles(vang, library, 120_000);
        await expect.poll(() => vang.evaluate(PART_SENT), { timeout: 30_000 }).toBeGreaterThan(0.4);
        const killed = processesOf('upload');
        await Promise.all(killed.map((one) => one.kill()));
        await vang.getByText('Mất kết nối').first().waitFor({ timeout: 20_000 });
        await Promise.all(killed.map((one: ClusterProcess) => library.cluster.startAgain(one)));
        const address = await received;
        await line.send('Network.emulateNetworkConditions', slowly(-1));

        await watchUntilPublished(vang, address);
        const told = await vang.request.get(`${library.address}/files/${idOf(address)}/manifest.json`);
        expect((await told.json()).originals).toMatchObject([{ sizeBytes: scan.length }]);
      },
      READING_MS + 150_000,
    );

    test('only an administrator looks into the queue', async () => {
      const { library } = visit();
      const admin = await newColleague(visit(), 'Bác Tướng', 'admin');
      await admin.goto(`${library.address}/work`);

      await admin.locator('a[href="/queues"]').click();
      await admin.getByText('ocr-page').first().waitFor();

      const refused = await mai.request.get(`${library.address}/queues`, { maxRedirects: 0 });
      expect(refused.status()).toBe(403);
      await admin.context().close();
    });
  });
}

const isOfUploading = ({ path }: LogLine) => String(path).startsWith('/uploads');

const slowly = (uploadThroughput: number) => ({
  offline: false,
  latency: 0,
  downloadThroughput: -1,
  uploadThroughput,
});

const PART_SENT = '(({ value, max }) => (max > 1 ? value / max : 0))(document.querySelector("#overall"))';

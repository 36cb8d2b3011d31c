import { join } from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ForeignRepository, openForeignRepository } from '../../services/upload/src/testing/foreign-repository.ts';
import { objections } from './axe.ts';
import { READING_MS } from './hand-in.ts';
import { HARVESTED_MS, sourceOn } from './other-repositories.ts';
import { openLibrary, type RunningLibrary } from './running-library.ts';
import { newColleague, newVisitor } from './sign-in.ts';
import { NO_SEARCH_HERE, type Visit } from './visit.ts';

const strips = join(import.meta.dirname, '..', 'fixtures', 'strips');
const TITLE = 'Sách xòe của thư viện bạn';
const CODE = 'thu-vien-ban';
const NAME = 'Thư viện tỉnh bạn';

/** Another library of ours, on this machine: its records are taken in, found, looked at and given back. */
export function aLibraryHarvestsAnother(visit: () => Visit): void {
  describe('a library that harvests another', () => {
    let other: RunningLibrary;
    let door: ForeignRepository;
    let desk: Page;
    let found: string;
    const isOpen = Promise.withResolvers<void>();

    beforeAll(async () => {
      other = await openLibrary();
      const pages = ['01', '02'].map((number) => join(strips, `${number}.jpg`));
      const { code, said } = await other.diachi('ingest', ...pages, '--together', '--title', TITLE, '--wait');
      if (code !== 0) throw new Error(`the other library could not take its document in: ${said}`);
      // The other library's own answers; its records are held back until the harvest was seen under way.
      door = await openForeignRepository(async (asked) => {
        if (asked.get('verb') === 'ListRecords') await isOpen.promise;
        const answer = await fetch(`${other.address}/oai?${asked}`);
        return { status: answer.status, body: Buffer.from(await answer.arrayBuffer()) };
      });
      desk = await newColleague(visit(), 'Cô Sen', 'admin');
    }, READING_MS + 60_000);

    afterAll(async () => {
      isOpen.resolve();
      await desk?.context().close();
      await door?.close();
      await other?.close();
    });

    test('a source that cannot be added comes back as it was written, without script too', async () => {
      const plain = await newVisitor(visit().browser, {
        javaScriptEnabled: false,
        storageState: await desk.context().storageState(),
      });
      await plain.goto(`${visit().library.address}/harvest`);
      await plain.locator('#code').fill(CODE);
      await plain.locator('#name').fill(NAME);
      await plain.locator('#address').fill('thu-vien-ban.example.vn/oai');
      await plain.locator('#set').fill('sach');
      await plain.locator('input[type=checkbox][name=isOn]').uncheck();

      await plain.getByRole('button', { name: 'Thêm kho' }).click();

      // A click waits for a page to begin, not for all of it.
      await plain.waitForLoadState();
      expect(await plain.getByRole('alert').count()).toBe(1);
      expect(await plain.locator('#address-problem').textContent()).toContain('http');
      expect(await plain.locator('#address').getAttribute('aria-invalid')).toBe('true');
      expect(await plain.locator('#address').inputValue()).toBe('thu-vien-ban.example.vn/oai');
      expect(await plain.locator('#set').inputValue()).toBe('sach');
      expect(await plain.locator('input[type=checkbox][name=isOn]').isChecked()).toBe(false);

      await plain.locator('#address').fill(door.address);
      await plain.locator('#set').fill('');
      await plain.getByRole('button', { name: 'Thêm kho' }).click();
      await plain.locator(`#source-${CODE}`).waitFor();
      await plain.context().close();
    });

    test(
      'is seen at it, and tells by itself what the harvest brought',
      async () => {
        await desk.goto(`${visit().library.address}/harvest`);
        const source = sourceOn(desk, CODE);
        await source.getByRole('button', { name: 'Thu ngay' }).click();

        await desk.waitForLoadState();
        await source.locator('progress').waitFor();
        expect(await source.getByRole('button', { name: 'Thu ngay' }).count()).toBe(0);
        expect(await source.getByRole('link', { name: 'Sửa hoặc gỡ' }).count()).toBe(1);
        isOpen.resolve();

        await source.locator('tbody tr').waitFor({ timeout: HARVESTED_MS });
        expect(await source.locator('td[data-label="Mới"]').textContent()).toBe('1');
        expect(await source.locator('td[data-label="Kết quả"]').textContent()).toBe('Xong');
        expect(await source.textContent()).toContain('1 bản ghi');
      },
      HARVESTED_MS + 30_000,
    );

    test('a reader finds its record, marked by where it is', async ({ skip }) => {
      const { library, browser } = visit();
      skip(!library.hasSearch, NO_SEARCH_HERE);
      const reader = await newVisitor(browser, { javaScriptEnabled: false });
      const hit = reader.locator('.found.is-elsewhere', { hasText: TITLE });
      const isFound = () => reader.goto(`${library.address}/search?q=sach+xoe+ban`).then(() => hit.count());
      await expect.poll(isFound, { timeout: 30_000 }).toBe(1);

      expect(await hit.locator('.source-badge').textContent()).toBe(`Ở ${NAME}`);
      await hit.locator('h3 a').click();

      found = reader.url();
      expect(new URL(found).pathname).toMatch(new RegExp(`^/elsewhere/${CODE}/`));
      expect(await reader.locator('h1').textContent()).toBe(TITLE);
      const way = await reader.getByRole('link', { name: `Mở ở ${NAME}` }).getAttribute('href');
      expect(way).toMatch(new RegExp(`^${other.address}/documents/`));
      await reader.context().close();
    });

    test('its pages are looked at here, straight from there, and nothing is loaded before somebody asks', async ({
      skip,
    }) => {
      const { library, browser } = visit();
      skip(!library.hasSearch, NO_SEARCH_HERE);
      const reader = await newVisitor(browser);
      const [asked, faults]: [string[], string[]] = [[], []];
      reader.on('response', (answer) => {
        if (answer.url().startsWith(other.address)) asked.push(`${answer.status()} ${new URL(answer.url()).pathname}`);
      });
      reader.on('pageerror', (thrown) => faults.push(String(thrown)));
      reader.on('console', (told) => told.type() === 'error' && faults.push(told.text()));
      await reader.goto(found, { waitUntil: 'networkidle' });
      expect(asked).toEqual([]);

      const picture = () => reader.waitForResponse((answer) => /\.jpg$/.test(answer.url()) && answer.status() === 200);
      // By keys alone.
      await reader.getByRole('button', { name: 'Xem ảnh các trang ở đây' }).focus();
      await Promise.all([picture(), reader.keyboard.press('Enter')]);
      await expect.poll(() => reader.locator('[data-part=position]').textContent()).toBe('Trang 1 / 2');
      await expect.poll(() => shadesOf(reader)).toBeGreaterThan(5);
      await reader.keyboard.press('Tab');
      await Promise.all([picture(), reader.keyboard.press('Enter')]);

      await expect.poll(() => reader.locator('[data-part=position]').textContent()).toBe('Trang 2 / 2');
      await expect.poll(() => shadesOf(reader)).toBeGreaterThan(5);
      expect(await reader.getByRole('button', { name: 'Trang sau' }).isDisabled()).toBe(true);
      // Where the keys are is not lost with the button.
      expect(await reader.evaluate('document.activeElement.dataset.part')).toBe('viewer');
      expect(asked.filter((each) => !each.startsWith('200 '))).toEqual([]);
      expect(asked.filter((each) => each.endsWith('/info.json'))).toHaveLength(2);
      expect(faults).toEqual([]);
      expect(await objections(reader)).toEqual([]);
      await reader.context().close();
    });

    test('a reader is told when the other library does not answer, and may try again', async ({ skip }) => {
      const { library, browser } = visit();
      skip(!library.hasSearch, NO_SEARCH_HERE);
      const reader = await newVisitor(browser);
      await reader.route(`${other.address}/**`, (route) => route.abort());
      await reader.goto(found);
      const show = reader.getByRole('button', { name: 'Xem ảnh các trang ở đây' });
      await show.click();
      await reader.locator('[data-part=failed]').waitFor();
      expect(await objections(reader)).toEqual([]);

      await reader.unroute(`${other.address}/**`);
      await show.click();

      await expect.poll(() => reader.locator('[data-part=position]').textContent()).toBe('Trang 1 / 2');
      expect(await reader.locator('[data-part=failed]').isHidden()).toBe(true);
      await reader.context().close();
    });

    test('a reader is told when the pictures of a page cannot be shown, and turns to the next all the same', async ({
      skip,
    }) => {
      const { library, browser } = visit();
      skip(!library.hasSearch, NO_SEARCH_HERE);
      const reader = await newVisitor(browser);
      const pictures = /\/iiif\/image\/.*\.jpg$/;
      await reader.route(pictures, (route) => route.abort());
      await reader.goto(found);
      await reader.getByRole('button', { name: 'Xem ảnh các trang ở đây' }).click();
      await reader.locator('[data-part=failed]').waitFor();

      await reader.unroute(pictures);
      await reader.getByRole('button', { name: 'Trang sau' }).click();

      await expect.poll(() => reader.locator('[data-part=failed]').isHidden()).toBe(true);
      await expect.poll(() => shadesOf(reader)).toBeGreaterThan(5);
      await reader.context().close();
    });

    test('is put on a schedule and off it again', async () => {
      await desk.goto(`${visit().library.address}/harvest`);
      const source = sourceOn(desk, CODE);
      const isOff = () => source.locator('h2 .tag').count();
      expect(await isOff()).toBe(1);

      await source.getByRole('button', { name: 'Bật tự thu' }).click();
      await expect.poll(isOff).toBe(0);
      await source.getByRole('button', { name: 'Tắt tự thu' }).click();

      await expect.poll(isOff).toBe(1);
    });

    test('gives the records back when the source is removed, after it was asked whether it means it', async ({
      skip,
    }) => {
      const { library } = visit();
      await desk.goto(`${library.address}/harvest`);
      await sourceOn(desk, CODE).getByRole('link', { name: 'Sửa hoặc gỡ' }).click();
      await desk.waitForLoadState();
      const remove = desk.getByRole('button', { name: 'Gỡ hẳn' });
      expect(await remove.isVisible()).toBe(false);

      await desk.locator('details summary', { hasText: 'Gỡ kho cùng bản ghi' }).click();
      await remove.click();

      await desk.waitForURL(`${library.address}/harvest`);
      expect(await desk.locator(`#source-${CODE}`).count()).toBe(0);
      skip(!library.hasSearch, NO_SEARCH_HERE);
      expect((await desk.goto(found))?.status()).toBe(404);
      await desk.goto(`${library.address}/search?q=sach+xoe+ban`);
      expect(await desk.locator('.found.is-elsewhere', { hasText: TITLE }).count()).toBe(0);
    });
  });
}

/** How far the shades of what the viewer shows lie apart: nothing at all where it shows one colour. */
async function shadesOf(page: Page): Promise<number> {
  const { channels } = await sharp(await page.locator('[data-part=place]').screenshot()).stats();
  return Math.max(...channels.map(({ stdev }) => stdev));
}

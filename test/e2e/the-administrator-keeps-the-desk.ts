import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { linkFor, newColleague, newVisitor, PASSWORD, signInByLink } from './sign-in.ts';
import type { Visit } from './visit.ts';

const strips = join(import.meta.dirname, '..', 'fixtures', 'strips');

export function theAdministratorKeepsTheDesk(visit: () => Visit): void {
  describe('the administrator', () => {
    let desk: Page;
    let scans: string;

    beforeAll(async () => {
      scans = await mkdtemp(join(tmpdir(), 'diachi-dropped-'));
      desk = await newColleague(visit(), 'Bà Lụa', 'admin');
    });

    afterAll(async () => {
      await desk?.context().close();
      await rm(scans, { recursive: true, force: true });
    });

    test('adds and names a member library without script, and is told of a code that is taken', async () => {
      const plain = await newVisitor(visit().browser, {
        javaScriptEnabled: false,
        storageState: await desk.context().storageState(),
      });
      await plain.goto(`${visit().library.address}/libraries`);
      const add = async (code: string, name: string) => {
        await plain.locator('#code').fill(code);
        await plain.locator('#name').fill(name);
        await plain.getByRole('button', { name: 'Thêm vào kho' }).click();
      };

      await add('muong-te', 'Mường Tè');
      await plain.locator('#name-muong-te').fill('Thư viện huyện Mường Tè');
      await plain.locator('form:has(#name-muong-te) button').click();
      await add('muong-te', 'Một thư viện khác');

      expect(await plain.getByRole('alert').textContent()).toContain('đã là của thư viện “Thư viện huyện Mường Tè”');
      expect(await plain.locator('#name').inputValue()).toBe('Một thư viện khác');
      await plain.goto(`${visit().library.address}/upload`);
      expect(await plain.locator('#library option').allInnerTexts()).toContain('Thư viện huyện Mường Tè');
      await plain.context().close();
    });

    test('drops a folder on the page, and the folders in it are looked into', async () => {
      const folder = join(scans, 'Tập ảnh');
      await mkdir(join(folder, 'phụ lục'), { recursive: true });
      await copyFile(join(strips, '05.jpg'), join(folder, 'trang-2.jpg'));
      await copyFile(join(strips, '06.jpg'), join(folder, 'phụ lục', 'trang-10.jpg'));
      const page = await desk.context().newPage();
      await page.goto(`${visit().library.address}/upload`, { waitUntil: 'networkidle' });

      await dropFolder(page, folder);

      await page.locator('#chosen-files li').nth(1).waitFor();
      expect((await page.locator('#chosen-files .file-name').allInnerTexts()).toSorted()).toEqual([
        'Tập ảnh/phụ lục/trang-10.jpg',
        'Tập ảnh/trang-2.jpg',
      ]);
      await page.close();
    });

    test('who forgot their password is given a new link on the server, and the old sessions end with it', async () => {
      const { library, browser } = visit();
      const link = await linkFor(library, 'BÀ LỤA', 'admin');
      const forgetful = await newVisitor(browser);

      await signInByLink(forgetful, link);

      expect((await desk.request.get(`${library.address}/api/people`)).status()).toBe(401);
      await desk.goto(`${library.address}/sign-in?next=/people`);
      await desk.locator('#name').fill('bà lụa');
      await desk.locator('#password').fill(PASSWORD);
      await desk.keyboard.press('Enter');
      // The address before ends in the same word, so the whole of it is waited for.
      await desk.waitForURL(`${library.address}/people`);
      await forgetful.context().close();
    });

    test('has the whole library inspected, and is told that nothing is wrong, or that the search could not be asked', async () => {
      const { library } = visit();
      await desk.goto(`${library.address}/inspection`);

      await desk.locator('form[action="/api/inspection"] button').click();

      await desk.locator('#problems').waitFor({ timeout: 20_000 });
      expect(await desk.locator('section:has(#problems)').textContent()).toContain(
        library.hasSearch ? 'Mọi thứ khớp nhau' : 'Xem máy chủ tìm kiếm còn chạy không',
      );
    });
  });
}

/** As a hand does it: the browser is told of a drag of this folder, over the place to drop it. */
async function dropFolder(page: Page, folder: string): Promise<void> {
  const place = await page.locator('.drop').boundingBox();
  if (!place) throw new Error('there is no place to drop files');
  const at = { x: place.x + place.width / 2, y: place.y + place.height / 2 };
  const data = { items: [], files: [folder], dragOperationsMask: 1 };
  const browser = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await browser.send('Input.dispatchDragEvent', { type, ...at, data });
  }
}

import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, skipsBrowser } from './open-browser.ts';
import { closeLibrary, openLibrary, type RunningLibrary } from './running-library.ts';
import { PASSWORD, signInByLink } from './sign-in.ts';

const strips = join(import.meta.dirname, '..', 'fixtures', 'strips');

describe.skipIf(skipsBrowser())('the administrator', () => {
  let library: RunningLibrary;
  let browser: Browser;
  let desk: Page;
  let scans: string;

  beforeAll(async () => {
    scans = await mkdtemp(join(tmpdir(), 'diachi-dropped-'));
    library = await openLibrary();
    browser = await openBrowser();
    const context = await browser.newContext({ locale: 'vi-VN' });
    desk = await context.newPage();
    await signInByLink(desk, library.signInLink);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    if (library) await closeLibrary(library);
    await rm(scans, { recursive: true, force: true });
  });

  test('adds and names a member library without script, and is told of a code that is taken', async () => {
    const context = await browser.newContext({
      locale: 'vi-VN',
      javaScriptEnabled: false,
      storageState: await desk.context().storageState(),
    });
    const plain = await context.newPage();
    await plain.goto(`${library.address}/libraries`);
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
    await plain.goto(`${library.address}/upload`);
    expect(await plain.locator('#library option').allInnerTexts()).toContain('Thư viện huyện Mường Tè');
    await context.close();
  });

  test('drops a folder on the page, and the folders in it are looked into', async () => {
    const folder = join(scans, 'Tập ảnh');
    await mkdir(join(folder, 'phụ lục'), { recursive: true });
    await copyFile(join(strips, '05.jpg'), join(folder, 'trang-2.jpg'));
    await copyFile(join(strips, '06.jpg'), join(folder, 'phụ lục', 'trang-10.jpg'));
    await desk.goto(`${library.address}/upload`, { waitUntil: 'networkidle' });

    await dropFolder(desk, folder);

    await desk.locator('#chosen-files li').nth(1).waitFor();
    expect((await desk.locator('#chosen-files .file-name').allInnerTexts()).toSorted()).toEqual([
      'Tập ảnh/phụ lục/trang-10.jpg',
      'Tập ảnh/trang-2.jpg',
    ]);
  });

  test('who forgot their password is given a new link on the server, and the old sessions end with it', async () => {
    const { code, out } = await library.diachi('user', 'add', 'ADMIN', '--json');
    const { link } = JSON.parse(out) as { link: string };
    const context = await browser.newContext({ locale: 'vi-VN' });
    const forgetful = await context.newPage();

    await signInByLink(forgetful, link.replace(/^http:\/\/[^/]+/, library.address));

    expect(code).toBe(0);
    expect((await desk.request.get(`${library.address}/api/people`)).status()).toBe(401);
    await desk.goto(`${library.address}/sign-in?next=/people`);
    await desk.locator('#name').fill('admin');
    await desk.locator('#password').fill(PASSWORD);
    await desk.keyboard.press('Enter');
    await desk.waitForURL('**/people');
    await context.close();
  });
});

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

import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, skipsBrowser } from './open-browser.ts';
import { closeLibrary, openLibrary, type RunningLibrary } from './running-library.ts';
import { signInByLink } from './sign-in.ts';

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'pages');
const READING_MS = 180_000;

describe.skipIf(skipsBrowser())('an archivist and a reader', () => {
  let library: RunningLibrary;
  let browser: Browser;
  let desk: Page;
  let scans: string;
  let documentAddress: string;

  beforeAll(async () => {
    scans = await mkdtemp(join(tmpdir(), 'diachi-scans-'));
    // Handed in so that only natural order puts the chapter before the minutes.
    await copyFile(join(fixtures, 's10-black-border', 'page.jpg'), join(scans, 'trang-2.jpg'));
    await copyFile(join(fixtures, 's13-low-150dpi', 'page.jpg'), join(scans, 'trang-10.jpg'));
    library = await openLibrary();
    browser = await openBrowser();
    desk = await newVisitor(browser);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    if (library) await closeLibrary(library);
    await rm(scans, { recursive: true, force: true });
  });

  test('the administrator signs in by the link in the terminal, once', async () => {
    await signInByLink(desk, library.signInLink);

    const again = await desk.request.get(library.signInLink);

    expect(await again.text()).not.toContain('type="password"');
  });

  test(
    'two scans dropped together become one document, read while the page watches',
    async () => {
      await desk.goto(`${library.address}/upload`);
      await desk.locator('#files').setInputFiles([join(scans, 'trang-10.jpg'), join(scans, 'trang-2.jpg')]);
      await desk.getByLabel(/Tên tài liệu/).fill('Địa chí huyện Sìn Hồ, tập thử');
      await desk.locator('#upload button[type=submit]').click();

      const link = desk.locator('#results a[href^="/documents/"]').first();
      await link.waitFor({ timeout: 60_000 });
      documentAddress = new URL((await link.getAttribute('href')) ?? '', library.address).href;
      await desk.goto(documentAddress);
      await desk.locator('a[href$="/document.pdf"]').first().waitFor({ timeout: READING_MS });

      expect(await desk.locator('#pages img').count()).toBe(2);
    },
    READING_MS + 90_000,
  );

  test('the same scans handed in again are known, and not kept twice', async () => {
    await desk.goto(`${library.address}/upload`);
    await desk.locator('#files').setInputFiles([join(scans, 'trang-2.jpg'), join(scans, 'trang-10.jpg')]);
    await desk.locator('#upload button[type=submit]').click();

    const link = desk.locator('#results a[href^="/documents/"]').first();
    await link.waitFor({ timeout: 60_000 });

    expect(new URL((await link.getAttribute('href')) ?? '', library.address).href).toBe(documentAddress);
    const { out } = await library.diachi('status', '--json');
    expect(JSON.parse(out)).toMatchObject({ published: 1, failed: 0, refused: 0 });
  });

  test('a reader without script and without tone marks finds the page, and the words are boxed on it', async () => {
    const reader = await newVisitor(browser, { javaScriptEnabled: false });

    await reader.goto(`${library.address}/`);
    await reader.locator('#q').first().fill('cao nguyen sin ho');
    await reader.locator('search button').first().click();
    await reader.locator('.snippets a').first().click();

    expect(new URL(reader.url()).pathname).toMatch(/\/pages\/0$/);
    await expectBoxesOnTheImage(reader);
    expect(await reader.locator('.words mark').allInnerTexts()).toEqual(
      expect.arrayContaining(['Cao', 'nguyên', 'Sìn']),
    );
    await reader.context().close();
  });

  test('a reader sees nothing that is for archivists only', async () => {
    const reader = await newVisitor(browser);

    const answers = await Promise.all(
      ['/work', '/upload', '/people', '/api/work', '/api/people'].map((path) =>
        reader.request.get(`${library.address}${path}`, { maxRedirects: 0, headers: { accept: 'text/html' } }),
      ),
    );

    expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303, 401, 401]);
    await reader.context().close();
  });

  test('a page opens with at most 250 KB besides its image', async () => {
    const reader = await newVisitor(browser);
    const sizes: Promise<number>[] = [];
    reader.on('response', (response) => {
      if (response.request().resourceType() !== 'image') sizes.push(bytesOf(response.request()));
    });

    await reader.goto(`${documentAddress}/pages/0?q=ruong%20bac%20thang`, { waitUntil: 'networkidle' });

    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(total).toBeGreaterThan(5_000);
    expect(total).toBeLessThan(250 * 1024);
    await reader.context().close();
  });

  test('the PDF and the text that are downloaded hold the words', async () => {
    const id = documentAddress.split('/').at(-1) ?? '';

    const text = await library.diachi('export', id, '--format', 'text', '-o', '-');
    const pdf = await desk.request.get(`${library.address}/files/${id}/document.pdf`);

    expect(text.out).toContain('Nậm Na');
    expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('Ctrl-C ends it in order', async () => {
    expect(await library.stop()).toBe(0);
  });
});

/** Somebody at a machine of their own. */
async function newVisitor(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'vi-VN', ...options });
  return context.newPage();
}

async function bytesOf(request: { sizes(): Promise<{ responseBodySize: number; responseHeadersSize: number }> }) {
  const { responseBodySize, responseHeadersSize } = await request.sizes();
  return responseBodySize + responseHeadersSize;
}

/** Every box lies within the picture of the page, and there is at least one. */
async function expectBoxesOnTheImage(page: Page): Promise<void> {
  const image = await page.locator('.leaf-frame img').boundingBox();
  const boxes = await page.locator('.leaf-frame rect.hit').all();
  expect(boxes.length).toBeGreaterThan(2);
  for (const box of boxes) {
    const place = await box.boundingBox();
    if (!image || !place) throw new Error('the page image or a box is not shown');
    expect(place.x).toBeGreaterThanOrEqual(image.x - 8);
    expect(place.x + place.width).toBeLessThanOrEqual(image.x + image.width + 8);
    expect(place.y + place.height).toBeLessThanOrEqual(image.y + image.height + 8);
  }
}

import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { handIn, idOf, READING_MS, untilFound, watchUntilPublished } from './hand-in.ts';
import { newVisitor, signInByLink } from './sign-in.ts';
import { NO_SEARCH_HERE, type Visit } from './visit.ts';

const fixtures = join(import.meta.dirname, '..', 'fixtures', 'pages');

/** From the first sign-in to the page that a reader finds. Uses up the link of the first administrator, so it goes before others. */
export function anArchivistAndAReader(visit: () => Visit): void {
  describe('an archivist and a reader', () => {
    let desk: Page;
    let scans: string;
    let documentAddress: string;

    beforeAll(async () => {
      scans = await mkdtemp(join(tmpdir(), 'diachi-scans-'));
      // Handed in so that only natural order puts the chapter before the minutes.
      await copyFile(join(fixtures, 's10-black-border', 'page.jpg'), join(scans, 'trang-2.jpg'));
      await copyFile(join(fixtures, 's13-low-150dpi', 'page.jpg'), join(scans, 'trang-10.jpg'));
      desk = await newVisitor(visit().browser);
    });

    afterAll(async () => {
      await desk?.context().close();
      await rm(scans, { recursive: true, force: true });
    });

    test('the administrator signs in by the link that was told at the start, once', async () => {
      const { signInLink } = visit().library;
      await signInByLink(desk, signInLink);

      const again = await desk.request.get(signInLink);

      expect(await again.text()).not.toContain('type="password"');
    });

    test(
      'two scans dropped together become one document, read while the page watches',
      async () => {
        const files = [join(scans, 'trang-10.jpg'), join(scans, 'trang-2.jpg')];
        documentAddress = await handIn(desk, visit().library, files, 'Địa chí huyện Sìn Hồ, tập thử');
        await watchUntilPublished(desk, documentAddress);

        expect(await desk.locator('#pages img').count()).toBe(2);
      },
      READING_MS + 90_000,
    );

    test('the same scans handed in again are known, and not kept twice', async () => {
      const { library } = visit();
      // What goes on beside, such as an inspection, is told there too.
      const counts = async () => {
        const { received, reading, published, failed, refused } = JSON.parse(
          (await library.diachi('status', '--json')).out,
        );
        return { received, reading, published, failed, refused };
      };
      const before = await counts();

      const again = await handIn(desk, library, [join(scans, 'trang-2.jpg'), join(scans, 'trang-10.jpg')]);

      expect(again).toBe(documentAddress);
      const after = await counts();
      expect(after).toEqual(before);
      expect(after).toMatchObject({ failed: 0, refused: 0 });
    });

    test('a reader without script and without tone marks finds the page, and the words are boxed on it', async ({
      skip,
    }) => {
      const { library, browser } = visit();
      skip(!library.hasSearch, NO_SEARCH_HERE);
      await untilFound(desk, documentAddress);
      const reader = await newVisitor(browser, { javaScriptEnabled: false });

      await reader.goto(`${library.address}/`);
      await reader.locator('#q').first().fill('cao nguyen sin ho');
      await reader.locator('search button').first().click();
      await reader.locator('.snippets a').first().click();

      expect(new URL(reader.url()).pathname).toMatch(/\/pages\/0$/);
      await expectBoxesOnTheImage(reader);
      await reader.context().close();
    });

    test('the words of a page that a link was followed to are marked, also where nothing can be searched', async () => {
      const reader = await newVisitor(visit().browser, { javaScriptEnabled: false });

      await reader.goto(`${documentAddress}/pages/0?q=cao%20nguyen%20sin%20ho`);

      await expectBoxesOnTheImage(reader);
      expect(await reader.locator('.words mark').allInnerTexts()).toEqual(
        expect.arrayContaining(['Cao', 'nguyên', 'Sìn']),
      );
      await reader.context().close();
    });

    test('a reader comes to the document by its shelf, without searching', async () => {
      const { library, browser } = visit();
      const reader = await newVisitor(browser, { javaScriptEnabled: false });

      const shelf = reader.locator('a[href^="/documents?library="]').first();
      // On a busy machine shelves are shown as they were last counted, while they are counted anew.
      const isShown = () => reader.goto(`${library.address}/documents`).then(() => shelf.count());
      await expect.poll(isShown, { timeout: 20_000 }).toBeGreaterThan(0);
      await shelf.click();
      await reader
        .locator(`a[href="/documents/${idOf(documentAddress)}"]`)
        .first()
        .click();

      expect(reader.url()).toBe(documentAddress);
      await reader.context().close();
    });

    test('a reader sees nothing that is for archivists only', async () => {
      const { library, browser } = visit();
      const reader = await newVisitor(browser);
      const pages = ['/work', '/upload', '/people', '/inspection'];

      const answers = await Promise.all(
        [...pages, '/api/work', '/api/people', '/api/inspection'].map((path) =>
          reader.request.get(`${library.address}${path}`, { maxRedirects: 0, headers: { accept: 'text/html' } }),
        ),
      );

      expect(answers.map((answer) => answer.status())).toEqual([303, 303, 303, 303, 401, 401, 401]);
      await reader.context().close();
    });

    test('a page opens with at most 250 KB besides its image', async () => {
      const reader = await newVisitor(visit().browser);
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
      const { library } = visit();
      const id = idOf(documentAddress);

      const text = await library.diachi('export', id, '--format', 'text', '-o', '-');
      const pdf = await desk.request.get(`${library.address}/files/${id}/document.pdf`);

      expect(text.out, text.said).toContain('Nậm Na');
      expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
    });
  });
}

async function bytesOf(request: { sizes(): Promise<{ responseBodySize: number; responseHeadersSize: number }> }) {
  const { responseBodySize, responseHeadersSize } = await request.sizes();
  return responseBodySize + responseHeadersSize;
}

/** Every box lies within the picture of the page, and there is at least one. */
async function expectBoxesOnTheImage(page: Page): Promise<void> {
  // A click waits for a page to begin, not for all of it.
  await page.waitForLoadState();
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

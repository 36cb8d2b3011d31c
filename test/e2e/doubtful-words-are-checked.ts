import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectFit, objections, SIZES } from './axe.ts';
import { handIn, idOf, READING_MS, watchUntilPublished } from './hand-in.ts';
import { newColleague, newVisitor } from './sign-in.ts';
import { smearedScan } from './smeared-scan.ts';
import type { Visit } from './visit.ts';

const bornDigital = join(import.meta.dirname, '..', 'fixtures', 'pages', 's17-born-digital-pdf', 'document.pdf');

/** What a machine is not sure of, as archivists see it and readers do not; and how a library learns to be surer. */
export function doubtfulWordsAreChecked(visit: () => Visit): void {
  describe('doubtful words', () => {
    let desk: Page;
    let pageAddress: string;

    beforeAll(async () => {
      desk = await newColleague(visit(), 'Anh Lù', 'archivist');
      const scan = { name: 'nhoe-muc.jpg', mimeType: 'image/jpeg', buffer: await smearedScan() };
      const address = await handIn(desk, visit().library, [scan], 'Biên bản nhoè mực');
      await watchUntilPublished(desk, address);
      pageAddress = `${visit().library.address}/documents/${idOf(address)}/pages/0`;
    }, READING_MS + 60_000);

    afterAll(async () => {
      await desk?.context().close();
    });

    test('are marked by one key, on the text and on the image, and gone through by it, each with its reason', async () => {
      await desk.goto(pageAddress);
      expect(await desk.locator('.doubtful').count()).toBe(0);

      await Promise.all([desk.waitForURL(/doubt=yes/), desk.keyboard.press('d')]);
      const marked = desk.locator('.words .doubtful');
      const count = await marked.count();
      expect(count).toBeGreaterThan(1);
      expect(await desk.locator('.leaf-frame rect.doubt').count()).toBe(count);

      for (const [key, place] of [
        ['d', 0],
        ['d', 1],
        ['D', 0],
        ['D', count - 1],
        ['d', 0],
      ] as const) {
        await desk.keyboard.press(key);
        const word = marked.nth(place);
        expect(await desk.locator(':focus').getAttribute('id')).toBe(await word.getAttribute('id'));
        const note = desk.locator(`#${await word.getAttribute('aria-describedby')}`);
        expect(await note.isVisible()).toBe(true);
        expect(await note.textContent()).toMatch(/Máy chắc \d+ %/);
      }
    });

    test('are marked in a way that axe does not object to, on a phone and on a desk', async () => {
      for (const size of SIZES) {
        await desk.setViewportSize(size);
        await desk.goto(`${pageAddress}?doubt=yes`);
        await desk.keyboard.press('d');

        expect(await objections(desk)).toEqual([]);
        await expectFit(desk);
      }
    });

    test('can be marked and unmarked without a script', async () => {
      const context = await visit().browser.newContext({ javaScriptEnabled: false, locale: 'vi-VN' });
      await context.addCookies(await desk.context().cookies());
      const page = await context.newPage();
      await page.goto(pageAddress);

      await page.locator('[data-doubt=switch]').click();
      // A click waits for a page to begin, not for all of it.
      await page.waitForLoadState();
      expect(await page.locator('.words .doubtful').count()).toBeGreaterThan(1);
      await page.locator('[data-doubt=switch]').click();
      await page.waitForLoadState();
      expect(await page.locator('.words .doubtful').count()).toBe(0);
      await context.close();
    });

    test('are not shown to readers, and neither is what is to be checked', async () => {
      const reader = await newVisitor(visit().browser);
      const html = await (await reader.request.get(`${pageAddress}?doubt=yes`)).text();
      const list = await reader.request.get(`${visit().library.address}/to-check`, {
        maxRedirects: 0,
        headers: { accept: 'text/html' },
      });

      expect(html).toContain('class="words"');
      expect(html).not.toMatch(/class="doubtful"|doubt-note|data-doubt/);
      expect(list.status()).toBe(303);
      await reader.context().close();
    });

    test(
      'are judged by what the library learned from its own text, which a command has it learn now',
      async () => {
        const { library } = visit();
        await watchUntilPublished(desk, await handIn(desk, library, [bornDigital], 'Quyết định về kho tư liệu'));

        const { code, out, said } = await library.diachi('learn', '--json');

        expect(code, said).toBe(0);
        expect(JSON.parse(out)).toMatchObject({ documents: 1, pages: 3, problems: 0 });
      },
      READING_MS,
    );
  });
}

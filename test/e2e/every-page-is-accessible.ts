import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectFit, objections, SIZES } from './axe.ts';
import { handIn, idOf, READING_MS, untilFound, watchUntilPublished } from './hand-in.ts';
import { linkFor, newColleague, newVisitor, signInByLink } from './sign-in.ts';
import type { Visit } from './visit.ts';

const bornDigital = join(import.meta.dirname, '..', 'fixtures', 'pages', 's17-born-digital-pdf', 'document.pdf');

/** Every page of the portal; `ID` is a document's. The administrator sees more on each than a reader. */
const pages = [
  '/',
  '/search?q=thu%20vien',
  '/search?q=thu%20vie',
  '/search?q=khongcotunay',
  '/search?q=khongcotunay&kind=map&language=fra',
  '/documents',
  '/documents?kind=other',
  '/documents/ID',
  '/documents/ID?q=thu%20vien',
  '/documents/ID/pages/0?q=thu%20vien',
  '/documents/ID/pages/0?doubt=yes',
  '/documents/ID/edit',
  '/upload',
  '/work',
  '/to-check',
  '/to-check?show=pages',
  '/inspection',
  '/people',
  '/tokens',
  '/api/docs',
  '/libraries',
  '/nowhere',
];

export function everyPageIsAccessible(visit: () => Visit): void {
  describe('every page', () => {
    let desk: Page;
    let id: string;

    beforeAll(async () => {
      const { library } = visit();
      desk = await newColleague(visit(), 'Chị Hà', 'admin');
      const address = await handIn(desk, library, [bornDigital], 'Quyết định về kho tư liệu');
      await watchUntilPublished(desk, address);
      if (library.hasSearch) await untilFound(desk, address);
      id = idOf(address);
      await desk.goto('about:blank');
    }, READING_MS + 60_000);

    afterAll(async () => {
      await desk?.context().close();
    });

    test.each(pages)('%s has nothing axe objects to, and fits a phone and a desk', async (path) => {
      const page = await desk.context().newPage();
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await page.goto(visit().library.address + path.replace('ID', id));

        expect(await objections(page)).toEqual([]);
        await expectFit(page);
      }
      await page.close();
    });

    test('every page fits a phone in English too', async () => {
      const { address } = visit().library;
      const page = await desk.context().newPage();
      await page.setViewportSize(SIZES[0]);
      for (const path of pages) {
        await page.goto(`${address}${path.replace('ID', id)}${path.includes('?') ? '&' : '?'}lang=en`);

        expect(await page.locator('html').getAttribute('lang')).toBe('en');
        await expectFit(page);
      }
      await page.goto(`${address}/?lang=vi`);
      await page.close();
    }, 60_000);

    test('a record with an impossible date comes back as it was written, says so at the date, and is accessible', async () => {
      const page = await desk.context().newPage();
      await page.goto(`${visit().library.address}/documents/${id}/edit`);
      await page.fill('#title', 'Tên sửa dở');
      await page.fill('#date', 'năm ngoái');

      await Promise.all([page.waitForNavigation(), page.click('.record-form button[type=submit]')]);

      expect(await page.inputValue('#title')).toBe('Tên sửa dở');
      expect(await page.inputValue('#date')).toBe('năm ngoái');
      expect(await page.textContent('#date-problem')).toContain('1954');
      expect(await objections(page)).toEqual([]);
      await page.close();
    });

    test('the sign-in page and a used-up link are accessible too', async () => {
      const { library, browser } = visit();
      const link = await linkFor(library, 'Anh Páo');
      const first = await newVisitor(browser);
      await signInByLink(first, link);
      await first.context().close();
      const page = await newVisitor(browser);
      for (const address of [`${library.address}/sign-in`, link]) {
        await page.goto(address);

        expect(await objections(page)).toEqual([]);
      }
      await page.context().close();
    });
  });
}

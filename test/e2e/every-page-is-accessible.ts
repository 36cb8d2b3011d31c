import { join } from 'node:path';
import { parseSourceCode } from '@diachi/domain';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nameForeignRecord } from '../../services/upload/src/harvest/name-foreign-record.ts';
import {
  dublinCoreRecord,
  type ForeignRepository,
  openForeignRepository,
  recordsOf,
} from '../../services/upload/src/testing/foreign-repository.ts';
import { expectFit, objections, SIZES } from './axe.ts';
import { handIn, idOf, READING_MS, untilFound, watchUntilPublished } from './hand-in.ts';
import { addSource, HARVESTED_MS, harvestNow, sourceOn } from './other-repositories.ts';
import { linkFor, newColleague, newVisitor, signInByLink } from './sign-in.ts';
import type { Visit } from './visit.ts';

const bornDigital = join(import.meta.dirname, '..', 'fixtures', 'pages', 's17-born-digital-pdf', 'document.pdf');

const RECORDS = [dublinCoreRecord(1, 'Sách có một trang'), dublinCoreRecord(2, '')];
const FOREIGN = nameForeignRecord(parseSourceCode('kho-nho'), 'oai:kho.example.vn:1');

/** Every page of the portal; `ID` is a document's, `FOREIGN` that of a record of another repository. The administrator sees more on each than a reader. */
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
  '/people?moving=1',
  '/tokens',
  '/api/docs',
  '/libraries',
  '/harvest',
  '/harvest/kho-nho',
  '/elsewhere/kho-nho/FOREIGN',
  '/nowhere',
];

export function everyPageIsAccessible(visit: () => Visit): void {
  describe('every page', () => {
    let desk: Page;
    let id: string;
    let small: ForeignRepository;
    const at = (path: string) => visit().library.address + path.replace('ID', id).replace('FOREIGN', FOREIGN);

    beforeAll(async () => {
      const { library } = visit();
      desk = await newColleague(visit(), 'Chị Hà', 'admin');
      const address = await handIn(desk, library, [bornDigital], 'Quyết định về kho tư liệu');
      await watchUntilPublished(desk, address);
      if (library.hasSearch) await untilFound(desk, address);
      id = idOf(address);
      small = await openForeignRepository((asked) => (asked.get('verb') === 'ListRecords' ? recordsOf(RECORDS) : null));
      await addSource(desk, library, { code: 'kho-nho', name: 'Kho nhỏ của bạn', address: small.address });
      await harvestNow(desk, 'kho-nho');
      await desk.goto('about:blank');
    }, READING_MS + 60_000);

    afterAll(async () => {
      await desk?.context().close();
      await small?.close();
    });

    test.each(pages)('%s has nothing axe objects to, and fits a phone and a desk', async (path) => {
      const page = await desk.context().newPage();
      for (const size of SIZES) {
        await page.setViewportSize(size);
        await page.goto(at(path));

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
        await page.goto(`${at(path)}${path.includes('?') ? '&' : '?'}lang=en`);

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

    test('a repository with a code that is taken comes back as it was written, says so at the code, and is accessible', async () => {
      const page = await desk.context().newPage();
      await page.goto(at('/harvest'));
      await page.fill('#code', 'kho-nho');
      await page.fill('#name', 'Một kho khác');
      await page.fill('#address', 'https://kho.example.vn/oai');

      await page.getByRole('button', { name: 'Thêm kho' }).click();

      await page.locator('#code-problem').waitFor();
      await page.waitForLoadState();
      expect(await page.inputValue('#name')).toBe('Một kho khác');
      for (const size of SIZES) {
        await page.setViewportSize(size);
        expect(await objections(page)).toEqual([]);
        await expectFit(page);
      }
      await page.close();
    });

    test(
      'what a harvest could not take in is unfolded, and stays so while the page keeps itself up to date',
      async () => {
        const page = await desk.context().newPage();
        await page.goto(at('/harvest'));
        const source = sourceOn(page, 'kho-nho');
        const refusals = source.locator('details').first();
        await refusals.locator('summary').press('Enter');

        expect(await refusals.textContent()).toContain('Nó không có nhan đề.');
        expect(await objections(page)).toEqual([]);
        await desk.goto(at('/harvest'));
        await harvestNow(desk, 'kho-nho');
        await source.locator('tbody tr').nth(1).waitFor({ timeout: HARVESTED_MS });

        expect(await page.locator('details[open] li').count()).toBe(1);
        await page.close();
      },
      HARVESTED_MS + 30_000,
    );

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

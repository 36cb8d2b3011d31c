import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, skipsBrowser } from './open-browser.ts';
import { closeLibrary, openLibrary, type RunningLibrary } from './running-library.ts';
import { signInByLink } from './sign-in.ts';

const bornDigital = join(import.meta.dirname, '..', 'fixtures', 'pages', 's17-born-digital-pdf', 'document.pdf');

/** Every page of the portal; `ID` is a document's. The archivist sees more on each than a reader. */
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
  '/documents/ID/edit',
  '/upload',
  '/work',
  '/inspection',
  '/people',
  '/libraries',
  '/nowhere',
];
const sizes = [
  { width: 390, height: 844 },
  { width: 1366, height: 768 },
] as const;

describe.skipIf(skipsBrowser())('every page', () => {
  let library: RunningLibrary;
  let browser: Browser;
  let archivist: BrowserContext;
  let id: string;

  beforeAll(async () => {
    library = await openLibrary();
    browser = await openBrowser();
    archivist = await browser.newContext({ locale: 'vi-VN' });
    const desk = await archivist.newPage();
    await signInByLink(desk, library.signInLink);
    await desk.close();
    const { out } = await library.diachi('ingest', bornDigital, '--wait', '--json');
    id = JSON.parse(out)[0].document;
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    if (library) await closeLibrary(library);
  });

  test.each(pages)('%s has nothing axe objects to, and fits a phone and a desk', async (path) => {
    const page = await archivist.newPage();
    for (const size of sizes) {
      await page.setViewportSize(size);
      await page.goto(library.address + path.replace('ID', id));

      const { violations } = await new AxeBuilder({ page }).analyze();

      expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html}`)).toEqual([]);
      expect(await widerThanScreen(page), 'pixels wider than the screen').toBeLessThanOrEqual(0);
    }
    await page.close();
  });

  test.each(pages)('%s fits a phone in English too', async (path) => {
    const page = await archivist.newPage();
    await page.setViewportSize(sizes[0]);
    await page.goto(`${library.address}${path.replace('ID', id)}${path.includes('?') ? '&' : '?'}lang=en`);

    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    expect(await widerThanScreen(page), 'pixels wider than the screen').toBeLessThanOrEqual(0);
    await page.goto(`${library.address}/?lang=vi`);
    await page.close();
  });

  test('a record with an impossible date comes back as it was written, says so at the date, and is accessible', async () => {
    const page = await archivist.newPage();
    await page.goto(`${library.address}/documents/${id}/edit`);
    await page.fill('#title', 'Tên sửa dở');
    await page.fill('#date', 'năm ngoái');

    await Promise.all([page.waitForNavigation(), page.click('.record-form button[type=submit]')]);
    const { violations } = await new AxeBuilder({ page }).analyze();

    expect(await page.inputValue('#title')).toBe('Tên sửa dở');
    expect(await page.inputValue('#date')).toBe('năm ngoái');
    expect(await page.textContent('#date-problem')).toContain('1954');
    expect(violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html}`)).toEqual([]);
    await page.close();
  });

  test('the sign-in page and a used-up link are accessible too', async () => {
    const context = await browser.newContext();
    for (const address of [`${library.address}/sign-in`, library.signInLink]) {
      const page = await context.newPage();
      await page.goto(address);

      const { violations } = await new AxeBuilder({ page }).analyze();

      expect(violations.map(({ id: rule }) => rule)).toEqual([]);
    }
    await context.close();
  });
});

const widerThanScreen = (page: Page) => page.evaluate('document.documentElement.scrollWidth - window.innerWidth');

import lighthouse, { type Flags } from 'lighthouse';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, skipsBrowser } from '../../e2e/open-browser.ts';
import { freePort } from '../../servers/index.ts';
import { documentNamedIn, type JudgedLibrary, openJudgedLibrary } from './judged-library.ts';

/** Least of 100 in each category. How fast pages are is measured elsewhere, and is not asked here. */
const LEAST = { accessibility: 100, 'best-practices': 95, seo: 95 } as const;

describe.skipIf(skipsBrowser())('Lighthouse, on a phone, finds nothing worth a mark', () => {
  let library: JudgedLibrary;
  let browser: Browser;
  let port: number;
  beforeAll(async () => {
    library = await openJudgedLibrary();
    port = await freePort();
    browser = await openBrowser([`--remote-debugging-port=${port}`]);
  });
  afterAll(async () => {
    await browser?.close();
    await library?.close();
  });

  const pages = [
    { name: 'the first page', path: () => '/' },
    // Search engines are asked to leave it alone (robots.txt), which is what this audit marks down.
    { name: 'a page of results', path: () => '/search?q=zzhoimoizz', without: ['is-crawlable'] },
    { name: 'a document', path: () => `/documents/${documentNamedIn(library, 'moi').id}` },
    { name: 'a page to read', path: () => `/documents/${documentNamedIn(library, 'moi').id}/pages/0?q=zzhoimoizz` },
  ] as const;

  test.each(pages)('on $name', { timeout: 300_000 }, async ({ path, ...page }) => {
    const flags: Flags = {
      port,
      output: 'json',
      logLevel: 'silent',
      onlyCategories: Object.keys(LEAST),
      skipAudits: 'without' in page ? [...page.without] : [],
      formFactor: 'mobile',
      screenEmulation: { mobile: true, width: 390, height: 844, deviceScaleFactor: 1, disabled: false },
      throttlingMethod: 'provided',
    };
    const judged = await lighthouse(library.origin + path(), flags);
    const { lhr } = judged ?? {};
    const below = Object.entries(LEAST).flatMap(([category, least]) => {
      const { score = null, auditRefs = [] } = lhr?.categories[category] ?? {};
      if (score !== null && score * 100 >= least) return [];
      const failed = auditRefs.filter(({ id }) => (lhr?.audits[id]?.score ?? 1) < 1).map(({ id }) => id);
      return [`${category}: ${score === null ? 'not judged' : score * 100}, for ${failed.join(', ')}`];
    });

    expect(lhr?.runtimeError?.message).toBeUndefined();
    expect(below).toEqual([]);
  });
});

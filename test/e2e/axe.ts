import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What axe objects to on the page as it is, each with the first place. */
export async function objections(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** Fails when a person would have to scroll sideways. */
export async function expectFit(page: Page): Promise<void> {
  const wider = await page.evaluate('document.documentElement.scrollWidth - window.innerWidth');
  expect(wider, 'pixels wider than the screen').toBeLessThanOrEqual(0);
}

export const SIZES = [
  { width: 390, height: 844 },
  { width: 1366, height: 768 },
] as const;

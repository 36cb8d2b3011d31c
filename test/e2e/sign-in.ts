import type { Page } from 'playwright-core';

export const PASSWORD = 'mật khẩu chỉ để thử';

/** Follows the administrator's one-time link and sets a password, as the terminal tells them to. */
export async function signInByLink(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Mật khẩu').fill(PASSWORD);
  await page.locator('main form button[type=submit]').click();
  await page.locator('form[action="/api/session/end"]').first().waitFor({ state: 'attached' });
}

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { OpenedLibrary } from './opened-library.ts';

export const PASSWORD = 'mật khẩu chỉ để thử';

/** Follows a one-time link and sets a password, as whoever is given it does. */
export async function signInByLink(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Mật khẩu').fill(PASSWORD);
  await page.locator('main form button[type=submit]').click();
  await page.locator('form[action="/api/session/end"]').first().waitFor({ state: 'attached' });
}

/** The link that the command line makes for somebody, who is added when nobody has the name. */
export async function linkFor(
  library: OpenedLibrary,
  name: string,
  role: 'archivist' | 'admin' = 'archivist',
): Promise<string> {
  const { code, out, said } = await library.diachi('user', 'add', name, '--role', role, '--json');
  if (code !== 0) throw new Error(`${name} was not given a link: ${said}`);
  const given = JSON.parse(out) as { link: string; role: string };
  // Who is there already stays what they are.
  if (given.role !== role) throw new Error(`${name} is ${given.role} already, not ${role}: choose another name.`);
  return given.link.replace(/^http:\/\/[^/]+/, library.address);
}

/** Somebody at a machine of their own. */
export async function newVisitor(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'vi-VN', ...options });
  return context.newPage();
}

/** Somebody new who works here, signed in at a machine of their own. */
export async function newColleague(
  { library, browser }: { readonly library: OpenedLibrary; readonly browser: Browser },
  name: string,
  role: 'archivist' | 'admin' = 'archivist',
): Promise<Page> {
  const page = await newVisitor(browser);
  await signInByLink(page, await linkFor(library, name, role));
  return page;
}

import type { Page } from 'playwright-core';
import type { OpenedLibrary } from './opened-library.ts';

export const HARVESTED_MS = 60_000;

export type SourceToAdd = { readonly code: string; readonly name: string; readonly address: string };

/** Fills in the form for another repository and sends it. Nobody harvests it before somebody asks for that. */
export async function addSource(desk: Page, { address }: OpenedLibrary, source: SourceToAdd): Promise<void> {
  await desk.goto(`${address}/harvest`);
  for (const [field, value] of Object.entries(source)) await desk.locator(`#${field}`).fill(value);
  await desk.locator('input[type=checkbox][name=isOn]').uncheck();
  await desk.getByRole('button', { name: 'Thêm kho' }).click();
  await desk.locator(`#source-${source.code}`).waitFor();
}

/** One of the repositories on their page. */
export const sourceOn = (desk: Page, code: string) => desk.locator(`section:has(> #source-${code})`);

/** Harvests a repository that is on the page, and waits until the page tells by itself what came of it. */
export async function harvestNow(desk: Page, code: string): Promise<void> {
  const source = sourceOn(desk, code);
  const before = await source.locator('tbody tr').count();
  await source.getByRole('button', { name: 'Thu ngay' }).click();
  await source.locator('tbody tr').nth(before).waitFor({ timeout: HARVESTED_MS });
}

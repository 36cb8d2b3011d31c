import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { OpenedLibrary } from './opened-library.ts';

const RECEIVED_MS = 60_000;
export const READING_MS = 180_000;

type FileToSend = string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

/** Chooses files on the page for uploading, and says what they are. */
export async function chooseFiles(
  page: Page,
  { address }: OpenedLibrary,
  files: readonly FileToSend[],
  title = '',
): Promise<void> {
  await page.goto(`${address}/upload`);
  await page.locator('#files').setInputFiles(files as string[]);
  await page.getByLabel(/Tên tài liệu/).fill(title);
}

/** Sends what was chosen; resolves with the address of the document when the page says that it was received or known. */
export async function sendFiles(page: Page, { address }: OpenedLibrary, withinMs = RECEIVED_MS): Promise<string> {
  await page.locator('#upload button[type=submit]').click();
  const link = page.locator('#results a[href^="/documents/"]').first();
  await link.waitFor({ timeout: withinMs });
  return new URL((await link.getAttribute('href')) ?? '', address).href;
}

/** Hands scans in by the page for uploading, as one document, and resolves with its address. */
export async function handIn(
  page: Page,
  library: OpenedLibrary,
  files: readonly FileToSend[],
  title = '',
): Promise<string> {
  await chooseFiles(page, library, files, title);
  return sendFiles(page, library);
}

/** Waits at the page of a document until it tells by itself that everything of it is there. */
export async function watchUntilPublished(page: Page, documentAddress: string): Promise<void> {
  await page.goto(documentAddress);
  await page.locator('a[href$="/document.pdf"]').first().waitFor({ timeout: READING_MS });
}

export const idOf = (documentAddress: string): string => new URL(documentAddress).pathname.split('/').at(-1) ?? '';

/** Resolves when a published document can be found. `desk` is a page of somebody who works here: readers are not told of it. */
export async function untilFound(desk: Page, documentAddress: string): Promise<void> {
  const endMs = performance.now() + RECEIVED_MS;
  const { origin } = new URL(documentAddress);
  for (;;) {
    const response = await desk.request.get(`${origin}/api/documents/${idOf(documentAddress)}?pages=none`);
    const told = (await response.json()) as { readonly isIndexed?: boolean };
    if (told.isIndexed) return;
    if (performance.now() > endMs) throw new Error(`${documentAddress} cannot be found: ${JSON.stringify(told)}`);
    await wait(100);
  }
}

import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { openBrowser } from '../../e2e/open-browser.ts';
import { serve } from './open-iiif-library.ts';

export type Viewer = {
  readonly page: Page;
  /** What the page's console complained of, and addresses that could not be read. */
  readonly complaints: readonly string[];
  close(): Promise<void>;
};

/** A viewer that other libraries use, on a page of another site: `script` is its program, `start` what that page then does. */
export async function openViewer(script: string, start: string): Promise<Viewer> {
  const code = readFileSync(script);
  const html = `<!doctype html><meta charset="utf-8"><title>viewer</title>
<style>html, body { margin: 0; height: 100%; background: white } #viewer { position: absolute; inset: 0 }</style>
<div id="viewer"></div><script src="/viewer.js"></script><script>${start}</script>`;
  const site = await serve((request, response) => {
    if (request.url === '/viewer.js') response.setHeader('Content-Type', 'text/javascript').end(code);
    else if (request.url === '/') response.setHeader('Content-Type', 'text/html').end(html);
    else response.writeHead(404).end();
  });
  const browser = await openBrowser();
  const page = await browser.newPage({ viewport: { width: 1_200, height: 800 } });
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // A tile that is no longer needed is not waited for.
    if (reason !== 'net::ERR_ABORTED') complaints.push(`${request.url()}: ${reason}`);
  });
  page.on('response', (answer) => {
    if (answer.status() >= 400 && !answer.url().endsWith('/favicon.ico'))
      complaints.push(`${answer.url()}: ${answer.status()}`);
  });
  await page.goto(site.address);
  return {
    page,
    complaints,
    close: async () => {
      await browser.close();
      await site.close();
    },
  };
}

type Colour = { readonly r: number; readonly g: number; readonly b: number };

/** How many pixels of what the browser shows have about this colour. */
export async function pixelsOf(page: Page, { r, g, b }: Colour): Promise<number> {
  const { data, info } = await sharp(await page.screenshot())
    .raw()
    .toBuffer({ resolveWithObject: true });
  let count = 0;
  for (let at = 0; at < data.length; at += info.channels) {
    const [red = 0, green = 0, blue = 0] = data.subarray(at, at + 3);
    if (Math.abs(red - r) < 14 && Math.abs(green - g) < 14 && Math.abs(blue - b) < 14) count += 1;
  }
  return count;
}

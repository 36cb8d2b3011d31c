import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** The Chromium of this machine, or null. A check that requires it (REQUIRE_SERVERS=1) fails where a laptop skips. */
const chromiumPath: string | null = findChromium();

/** A fresh browser with nothing remembered, that asks nothing of the network but what its pages ask; `more` are further arguments of its program. */
export function openBrowser(more: readonly string[] = []): Promise<Browser> {
  if (!chromiumPath)
    throw new Error('There is no Chromium on this machine; install it, or run without REQUIRE_SERVERS.');
  const quiet = ['--disable-background-networking', '--disable-component-update', '--no-first-run'];
  return chromium.launch({ executablePath: chromiumPath, args: ['--no-sandbox', '--disable-gpu', ...quiet, ...more] });
}

function findChromium(): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    for (const name of names) {
      try {
        accessSync(join(folder, name), constants.X_OK);
        return join(folder, name);
      } catch {
        // Not in this folder; the next one is looked into.
      }
    }
  }
  return null;
}

/** True when browser tests are to be left out, which says so aloud. */
export function skipsBrowser(): boolean {
  if (chromiumPath || process.env['REQUIRE_SERVERS'] === '1') return false;
  console.warn('SKIPPED: no Chromium on this machine, so nothing was tested in a browser.');
  return true;
}

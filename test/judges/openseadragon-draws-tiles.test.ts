import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Route } from '@diachi/web';
import { expect, test } from 'vitest';
import { publishImage } from '../../services/access/src/testing/published-image.ts';
import { openSmallLibrary } from '../../services/access/src/testing/small-library.ts';
import { openBrowser, skipsBrowser } from '../e2e/open-browser.ts';

const SIZE = { widthPx: 2_479, heightPx: 1_508 };
const VIEW = { width: 900, height: 600 };

test.skipIf(skipsBrowser()).each([3, 2] as const)(
  'OpenSeadragon draws a page by its tiles, and every one of them is in its place (Image API %i)',
  async (version) => {
    const library = await openSmallLibrary({ moreRoutes: viewerRoutes });
    const browser = await openBrowser();
    try {
      const { name } = await publishImage(library, 'a page to go into', SIZE);
      const page = await browser.newPage({ viewport: VIEW });
      const asked: string[] = [];
      page.on('response', (answer) => {
        if (answer.url().includes('/iiif/')) asked.push(`${answer.status()} ${new URL(answer.url()).pathname}`);
      });
      const faults: string[] = [];
      page.on('pageerror', (thrown) => faults.push(String(thrown)));
      page.on('console', (told) => told.type() === 'error' && faults.push(told.text()));

      await page.goto(`${library.base}/viewer?/iiif/image/${version}/${name}/info.json`);
      await page.waitForSelector('body[data-drawn="whole"]');
      const whole = await page.evaluate(() => colourAt(0.25, 0.25));
      await page.evaluate(() => goInto(0.75, 0.5));
      await page.waitForSelector('body[data-drawn="part"]');
      const middle = await page.evaluate(() => colourAt(0.75, 0.5));

      expect(faults).toEqual([]);
      expect(asked.filter((each) => !/^(200|304) /.test(each))).toEqual([]);
      expect(asked.filter((each) => each.includes(`${name}/1024,512,512,512/`)).length).toBeGreaterThan(0);
      expectNear(whole, [0.25 * 255, 0.25 * 255]);
      expectNear(middle, [0.75 * 255, 0.5 * 255]);
    } finally {
      await browser.close();
      await library.close();
    }
  },
);

/** Red and green of the sample tell how far to the right and down a point of the page is. */
function expectNear(colour: readonly number[], expected: readonly number[]): void {
  for (const [place, value] of expected.entries()) {
    expect(Math.abs((colour[place] ?? Number.NaN) - value), `${colour} is not ${expected}`).toBeLessThan(8);
  }
}

// What the page below gives to the test.
declare function colourAt(across: number, down: number): readonly number[];
declare function goInto(across: number, down: number): void;

const script = `
const viewer = OpenSeadragon({ id: 'viewer', tileSources: [location.search.slice(1)], drawer: 'canvas', showNavigationControl: false, animationTime: 0, crossOriginPolicy: 'Anonymous' });
let stage = 'whole';
viewer.addHandler('open', () => {
  const image = viewer.world.getItemAt(0);
  // What is told belongs to the stage it was loaded in, though the next has begun when it is on the screen.
  const tell = () => { const loaded = stage; if (image.getFullyLoaded()) requestAnimationFrame(() => requestAnimationFrame(() => document.body.dataset.drawn = loaded)); };
  image.addHandler('fully-loaded-change', tell);
  tell();
});
window.goInto = (across, down) => {
  stage = 'part';
  const image = viewer.world.getItemAt(0);
  const size = image.getContentSize();
  viewer.viewport.zoomTo(image.imageToViewportZoom(1), null, true);
  viewer.viewport.panTo(image.imageToViewportCoordinates(size.x * across, size.y * down), true);
};
window.colourAt = (across, down) => {
  const image = viewer.world.getItemAt(0);
  const size = image.getContentSize();
  const at = image.imageToViewerElementCoordinates(new OpenSeadragon.Point(size.x * across, size.y * down));
  const canvas = viewer.drawer.canvas;
  const ratio = canvas.width / viewer.element.clientWidth;
  return [...canvas.getContext('2d').getImageData(Math.round(at.x * ratio), Math.round(at.y * ratio), 1, 1).data];
};
`;

const files = createRequire(import.meta.url);
const seadragon = readFileSync(
  join(files.resolve('openseadragon/package.json'), '..', 'build', 'openseadragon', 'openseadragon.min.js'),
  'utf8',
);

function viewerRoutes(): readonly Route[] {
  const give = (path: string, type: string, body: string): Route => ({
    method: 'get',
    path,
    role: 'reader',
    summary: 'A viewer to judge by',
    handle: (_request, response) => {
      // The viewer styles itself, which the library's own pages do not allow.
      response.removeHeader('Content-Security-Policy');
      response.type(type).send(body);
    },
  });
  const page = '<!doctype html><title>viewer</title><body><div id="viewer" style="width:900px;height:600px"></div>';
  const scripts = '<script src="/viewer/openseadragon.js"></script><script src="/viewer/script.js"></script>';
  return [
    give('/viewer', 'html', page + scripts),
    give('/viewer/openseadragon.js', 'js', seadragon),
    give('/viewer/script.js', 'js', script),
    give('/favicon.ico', 'image/x-icon', ''),
  ];
}

import { createRequire } from 'node:module';
import type { DocumentId } from '@diachi/domain';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { skipsBrowser } from '../../e2e/open-browser.ts';
import { type IiifLibrary, openIiifLibrary } from './open-iiif-library.ts';
import { openViewer, pixelsOf, type Viewer } from './open-viewer.ts';
import { PAPER, publishBook } from './published-book.ts';

const require = createRequire(import.meta.url);
const BLACK = { r: 0, g: 0, b: 0 };
/** Words that Mirador has painted over, yellow and nearly transparent, because they were found. */
const MARKED = { r: 77, g: 77, b: 0 };

describe.skipIf(skipsBrowser())('in viewers on pages of other sites', () => {
  let library: IiifLibrary;
  let id: DocumentId;

  beforeAll(async () => {
    library = await openIiifLibrary();
    id = await publishBook(
      library,
      'Địa chí Lai Châu',
      [
        { lines: ['CHƯƠNG MỘT', 'Lai Châu có hoa ban', 'và sông Đà'], hasHeading: true },
        { lines: ['Người Thái ở Lai', 'Châu trồng lúa'] },
        { lines: ['Không có gì ở đây'] },
      ],
      { kind: 'map' },
    );
  });
  afterAll(() => library?.close());

  test('OpenSeadragon draws a page by the Image API, and its parts when somebody looks closer', async () => {
    const info = `${library.address}/iiif/image/3/${id}.1.0/info.json`;
    const viewer = await opened(
      require.resolve('openseadragon'),
      `window.viewer = OpenSeadragon({ id: 'viewer', tileSources: ['${info}'], showNavigationControl: false, drawer: 'canvas', immediateRender: true });`,
    );

    await expect.poll(() => pixelsOf(viewer.page, PAPER), eventually).toBeGreaterThan(200_000);
    // Letters come with the finest tiles, after the paper.
    await expect.poll(() => pixelsOf(viewer.page, BLACK), eventually).toBeGreaterThan(1_000);
    const before = await pixelsOf(viewer.page, BLACK);
    await viewer.page.evaluate('viewer.viewport.zoomTo(6, new OpenSeadragon.Point(0.4, 0.15), true)');
    await expect.poll(() => pixelsOf(viewer.page, BLACK), eventually).toBeGreaterThan(before * 2);

    expect(viewer.complaints).toEqual([]);
  });

  test.each(['lai chau', 'Lai Châu', 'Lai Chau'])(
    'Mirador draws the pages of a manifest, finds “%s” and shows on the page where it stands',
    async (sought) => {
      const viewer = await mirador(`manifestId: '${manifestOf(id)}', canvasIndex: 0`, true);
      const { page } = viewer;

      await expect.poll(() => pixelsOf(page, PAPER), eventually).toBeGreaterThan(50_000);
      expect(await pixelsOf(page, MARKED)).toBe(0);
      const box = page.locator('input[type=text]').first();
      await box.fill(sought);
      await box.press('Enter');

      const found = page.locator('.MuiListItem-root', { hasText: /Lai Châu/ });
      await expect.poll(() => found.count(), eventually).toBe(2);
      expect(await found.first().textContent()).toContain('có hoa ban');
      await expect.poll(() => page.getByText('1 of 2', { exact: true }).count(), eventually).toBe(1);
      await expect.poll(() => pixelsOf(page, MARKED), eventually).toBeGreaterThan(200);
      // The other one goes over the end of a line of the next page.
      await found.nth(1).click();
      await expect.poll(() => page.getByText('2 of 2', { exact: true }).count(), eventually).toBe(1);
      await expect.poll(() => pixelsOf(page, MARKED), eventually).toBeGreaterThan(200);

      expect(viewer.complaints).toEqual([]);
    },
  );

  test('Mirador says so when nothing is found, and draws nothing for it', async () => {
    const viewer = await mirador(`manifestId: '${manifestOf(id)}', defaultSearchQuery: 'voi'`, true);

    await expect.poll(() => viewer.page.getByText(/no results/i).count(), eventually).toBeGreaterThan(0);
    expect(await pixelsOf(viewer.page, MARKED)).toBe(0);
    expect(viewer.complaints).toEqual([]);
  });

  test('Mirador shows a document of which only small pictures may be seen', async () => {
    const preview = await publishBook(library, 'Xem trước', [{ lines: ['Lai Châu'] }], { kind: 'map' });
    const { record, recordVersion } = await library.catalogue.document(preview);
    await library.catalogue.changeRecord(preview, { ...record, access: 'preview' }, recordVersion);
    const viewer = await mirador(`manifestId: '${manifestOf(preview)}'`, false);

    await expect.poll(() => pixelsOf(viewer.page, PAPER), eventually).toBeGreaterThan(50_000);
    expect(viewer.complaints).toEqual([]);
  });

  const manifestOf = (document: DocumentId) => `${library.address}/iiif/presentation/3/documents/${document}/manifest`;
});

const eventually = { timeout: 30_000, interval: 300 };

const mirador = (shown: string, isSearching: boolean) =>
  opened(
    require.resolve('mirador'),
    `Mirador.viewer({
      id: 'viewer',
      windows: [{ ${shown} }],
      window: { allowClose: false, sideBarOpen: ${isSearching}, defaultSideBarPanel: 'search', panels: { search: true } },
      workspaceControlPanel: { enabled: false },
    });`,
  );

async function opened(script: string, start: string): Promise<Viewer> {
  const viewer = await openViewer(script, start);
  onTestFinished(() => viewer.close());
  return viewer;
}

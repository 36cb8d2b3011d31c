import OpenSeadragon from 'openseadragon';

/** A picture of a page to go into, by hand, wheel, finger or key. */
export type DeepView = { zoomBy(factor: number): void; turn(): void; close(): void };

/** As the library keeps them. */
const TILE_PX = 512;

type Picture = { readonly address: string; readonly widthPx: number; readonly heightPx: number };

/** Opens a page to go into: parts of it are loaded as they are needed, with the same places boxed. Fails when they do not load. */
export function openDeepView(place: HTMLElement, boxes: readonly SVGRectElement[]): Promise<DeepView> {
  keepInlineStyleAway();
  const viewer = OpenSeadragon({
    element: place,
    tileSources: tilesOf(place),
    drawer: 'canvas',
    showNavigationControl: false,
    visibilityRatio: 0.5,
    maxZoomPixelRatio: 3,
    animationTime: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 0.6,
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
  } as OpenSeadragon.Options);

  return new Promise((resolve, reject) => {
    viewer.addOnceHandler('open-failed', () => {
      viewer.destroy();
      reject(new Error('the pictures of this page could not be loaded'));
    });
    viewer.addOnceHandler('open', () => {
      for (const box of boxes) drawBox(viewer, box);
      resolve({
        zoomBy: (factor) => viewer.viewport.zoomBy(factor).applyConstraints(),
        turn: () => viewer.viewport.setRotation(viewer.viewport.getRotation() + 90),
        close: () => viewer.destroy(),
      });
    });
  });
}

/** The tiles of a published page, as the library gives them to every viewer (IIIF); of a page in work its pictures, each as a whole. */
function tilesOf({ dataset }: HTMLElement): object {
  const pictures = JSON.parse(dataset['levels'] ?? '[]') as readonly Picture[];
  const full = pictures.at(-1);
  const levels = pictures
    .filter((picture) => picture === full || picture.widthPx < (full?.widthPx ?? 0))
    .map(({ address, widthPx, heightPx }) => ({ url: address, width: widthPx, height: heightPx }));
  if (!full || dataset['image'] === undefined) return { type: 'legacy-image-pyramid', levels };
  return {
    '@context': 'http://iiif.io/api/image/3/context.json',
    // Without the scheme and host that info.json says: a page shows nothing that comes from elsewhere, also where the library has two names.
    id: dataset['image'],
    type: 'ImageService3',
    protocol: 'http://iiif.io/api/image',
    profile: 'level2',
    width: full.widthPx,
    height: full.heightPx,
    tiles: [{ width: TILE_PX, scaleFactors: halvings(Math.max(full.widthPx, full.heightPx)) }],
  };
}

/** 1, 2, 4 and so on, until the whole page is one tile. */
function halvings(sidePx: number): readonly number[] {
  const count = Math.max(0, Math.ceil(Math.log2(sidePx / TILE_PX)));
  return Array.from({ length: count + 1 }, (_, step) => 2 ** step);
}

/** OpenSeadragon writes a style into the page, which our security policy refuses, unless it finds its mark. Ours is in reading.css. */
export function keepInlineStyleAway(): void {
  const mark = 'data-openseadragon-mobile-css';
  if (document.querySelector(`style[${mark}]`)) return;
  // Of no namespace, so that it is called so and styles nothing.
  const named = document.createElementNS(null, 'style');
  named.setAttribute(mark, '');
  document.head.append(named);
}

function drawBox(viewer: OpenSeadragon.Viewer, { x, y, width, height, classList }: SVGRectElement): void {
  const element = document.createElement('div');
  element.className = classList.contains('doubt') ? 'zoom-doubt' : 'zoom-hit';
  const [left, top, wide, high] = [x, y, width, height].map((length) => length.baseVal.value) as [
    number,
    number,
    number,
    number,
  ];
  const image = viewer.world.getItemAt(0);
  viewer.addOverlay({ element, location: image.imageToViewportRectangle(left, top, wide, high) });
}

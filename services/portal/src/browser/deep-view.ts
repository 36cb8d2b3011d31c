import OpenSeadragon from 'openseadragon';

/** A picture of a page to go into, by hand, wheel, finger or key. */
export type DeepView = { zoomBy(factor: number): void; turn(): void; close(): void };

type Picture = { readonly address: string; readonly widthPx: number; readonly heightPx: number };

/** Opens the pictures of a page as one, the larger ones loaded as they are needed, with the same places boxed. Fails when they do not load. */
export function openDeepView(place: HTMLElement, boxes: readonly SVGRectElement[]): Promise<DeepView> {
  const pictures = JSON.parse(place.dataset['levels'] ?? '[]') as readonly Picture[];
  const full = pictures.at(-1);
  const levels = pictures
    .filter((picture) => picture === full || picture.widthPx < (full?.widthPx ?? 0))
    .map(({ address, widthPx, heightPx }) => ({ url: address, width: widthPx, height: heightPx }));
  keepInlineStyleAway();
  const viewer = OpenSeadragon({
    element: place,
    tileSources: { type: 'legacy-image-pyramid', levels },
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

/** OpenSeadragon writes a style into the page, which our security policy refuses, unless it finds its mark. Ours is in reading.css. */
function keepInlineStyleAway(): void {
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

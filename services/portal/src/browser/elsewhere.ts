import type OpenSeadragon from 'openseadragon';
import { type ManifestImage, manifestImages } from './manifest-images.ts';

/** Shows page images of another repository, from there, when somebody asks for them. */
const section = document.querySelector<HTMLElement>('[data-manifest]');
if (section) begin(section, section.dataset['manifest'] ?? '');

/** A repository that keeps silent is not waited for longer. */
const MANIFEST_MS = 30_000;

function begin(shown: HTMLElement, manifest: string): void {
  const part = (name: string) => shown.querySelector<HTMLElement>(`[data-part="${name}"]`) as HTMLElement;
  const button = (name: string) => shown.querySelector<HTMLButtonElement>(`[data-do="${name}"]`) as HTMLButtonElement;
  const position = part('position');
  const ask = (isAsked: boolean) => {
    part('ask').hidden = isAsked;
    part('viewer').hidden = !isAsked;
    // Whoever goes by keys is not thrown back to the top of the page.
    (isAsked ? part('viewer') : button('show')).focus();
  };
  part('ask').hidden = false;

  button('show').addEventListener('click', async () => {
    part('failed').hidden = true;
    position.textContent = position.dataset['loading'] ?? '';
    ask(true);
    try {
      const images = await readImages(manifest);
      const viewer = await openViewer(part('place'), images);
      const tell = (page: number) => {
        const words = position.dataset['words'] ?? '';
        position.textContent = words.replace('{page}', String(page + 1)).replace('{pages}', String(images.length));
        for (const [name, isEnd] of [
          ['previous', page === 0],
          ['next', page === images.length - 1],
        ] as const) {
          // What cannot be pressed any more loses the focus.
          if (isEnd && document.activeElement === button(name)) part('viewer').focus();
          button(name).disabled = isEnd;
        }
      };
      viewer.addHandler('page', ({ page }) => tell(page));
      // Of many pages one may be missing there, or its pictures come from where nothing may be loaded from; the others are turned to all the same.
      const tellWhether = (isShown: boolean) => {
        part('failed').hidden = isShown;
      };
      let isDrawn = false;
      viewer.addHandler('open', () => {
        isDrawn = false;
        tellWhether(true);
      });
      viewer.addHandler('open-failed', () => tellWhether(false));
      viewer.addHandler('tile-loaded', () => {
        isDrawn = true;
        tellWhether(true);
      });
      viewer.addHandler('tile-load-failed', () => tellWhether(isDrawn));
      button('previous').addEventListener('click', () => viewer.goToPage(viewer.currentPage() - 1));
      button('next').addEventListener('click', () => viewer.goToPage(viewer.currentPage() + 1));
      tell(0);
    } catch {
      // Whatever it was, there is nothing to be done here but to try again, or to go there.
      part('failed').hidden = false;
      ask(false);
    }
  });
}

async function readImages(manifest: string): Promise<readonly ManifestImage[]> {
  const signal = AbortSignal.timeout(MANIFEST_MS);
  const response = await fetch(manifest, { credentials: 'omit', referrerPolicy: 'no-referrer', signal });
  if (!response.ok) throw new Error(`the manifest is answered with ${response.status}`);
  const images = manifestImages(await response.json(), new URL(manifest).origin);
  if (images.length === 0) throw new Error('the manifest names no picture that may be loaded');
  return images;
}

async function openViewer(place: HTMLElement, images: readonly ManifestImage[]): Promise<OpenSeadragon.Viewer> {
  const [{ default: open }, { keepInlineStyleAway }] = await Promise.all([
    import('openseadragon'),
    import('./deep-view.ts'),
  ]);
  keepInlineStyleAway();
  return open({
    element: place,
    tileSources: images.map(({ service, image }) =>
      service === null ? { type: 'image', url: image } : `${service}/info.json`,
    ),
    sequenceMode: true,
    showSequenceControl: false,
    showNavigationControl: false,
    drawer: 'canvas',
    visibilityRatio: 0.5,
    maxZoomPixelRatio: 2,
    animationTime: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 0.6,
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
  } as OpenSeadragon.Options);
}

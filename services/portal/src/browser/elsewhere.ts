import type OpenSeadragon from 'openseadragon';
import { type ManifestImage, manifestImages } from './manifest-images.ts';

/** Shows page images of another repository, from there, when somebody asks for them. */
const section = document.querySelector<HTMLElement>('[data-manifest]');
if (section) begin(section, section.dataset['manifest'] ?? '');

function begin(shown: HTMLElement, manifest: string): void {
  const part = (name: string) => shown.querySelector<HTMLElement>(`[data-part="${name}"]`) as HTMLElement;
  const button = (name: string) => shown.querySelector<HTMLButtonElement>(`[data-do="${name}"]`) as HTMLButtonElement;
  const position = part('position');
  const fail = () => {
    part('viewer').hidden = true;
    part('failed').hidden = false;
  };
  part('ask').hidden = false;

  button('show').addEventListener('click', async () => {
    part('ask').hidden = true;
    part('viewer').hidden = false;
    position.textContent = position.dataset['loading'] ?? '';
    try {
      const images = await readImages(manifest);
      const viewer = await openViewer(part('place'), images, fail);
      const tell = (page: number) => {
        const words = position.dataset['words'] ?? '';
        position.textContent = words.replace('{page}', String(page + 1)).replace('{pages}', String(images.length));
        button('previous').disabled = page === 0;
        button('next').disabled = page === images.length - 1;
      };
      viewer.addHandler('page', ({ page }) => tell(page));
      button('previous').addEventListener('click', () => viewer.goToPage(viewer.currentPage() - 1));
      button('next').addEventListener('click', () => viewer.goToPage(viewer.currentPage() + 1));
      tell(0);
    } catch {
      // Whatever it was, there is nothing to be done here but to go there.
      fail();
    }
  });
}

async function readImages(manifest: string): Promise<readonly ManifestImage[]> {
  const response = await fetch(manifest, { credentials: 'omit', referrerPolicy: 'no-referrer' });
  if (!response.ok) throw new Error(`the manifest is answered with ${response.status}`);
  const images = manifestImages(await response.json(), new URL(manifest).origin);
  if (images.length === 0) throw new Error('the manifest names no picture that may be loaded');
  return images;
}

async function openViewer(
  place: HTMLElement,
  images: readonly ManifestImage[],
  onFailed: () => void,
): Promise<OpenSeadragon.Viewer> {
  const [{ default: open }, { keepInlineStyleAway }] = await Promise.all([
    import('openseadragon'),
    import('./deep-view.ts'),
  ]);
  keepInlineStyleAway();
  const viewer = open({
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
  viewer.addHandler('open-failed', onFailed);
  return viewer;
}

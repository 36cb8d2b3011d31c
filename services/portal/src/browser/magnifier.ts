import type { DeepView } from './deep-view.ts';

/** Zooms and turns the page image. What does the work is loaded when it is first asked for. */
export type Magnifier = { zoom(factor: number): void; turn(): void; close(): void };

export function createMagnifier(frame: HTMLElement | null, place: HTMLElement | null): Magnifier {
  let view: Promise<DeepView> | null = null;

  const open = async (use: (view: DeepView) => void) => {
    if (!frame || !place) return;
    try {
      view ??= show(frame, place);
      use(await view);
    } catch {
      // Most likely the line broke while loading: the plain image stays, and the next try loads again.
      view = null;
      frame.hidden = false;
      place.hidden = false;
      place.textContent = place.dataset['failed'] ?? '';
      place.setAttribute('role', 'alert');
    }
  };

  return {
    zoom: (factor) => void open((shown) => shown.zoomBy(factor)),
    turn: () => void open((shown) => shown.turn()),
    close: () => {
      void view?.then((shown) => shown.close());
      view = null;
      if (place) place.hidden = true;
      if (frame) frame.hidden = false;
    },
  };
}

async function show(frame: HTMLElement, place: HTMLElement): Promise<DeepView> {
  const { openDeepView } = await import('./deep-view.ts');
  place.textContent = '';
  place.removeAttribute('role');
  place.hidden = false;
  frame.hidden = true;
  return openDeepView(place, [...frame.querySelectorAll<SVGRectElement>('rect.hit, rect.doubt')]);
}

/** Keeps parts of a page up to date: when the work goes on, the page is asked for again and what changed in it is put in place. */

const SOONEST_MS = 1_000;
const regions = [...document.querySelectorAll<HTMLElement>('[data-live]')];
/** A form that was refused is answered with its page at an address that only forms are sent to. */
const address = document.querySelector<HTMLElement>('[data-live-at]')?.dataset['liveAt'] ?? location.href;
const watched = document.querySelector<HTMLElement>('[data-document]')?.dataset['document'];

let isWaiting = false;
let isStale = false;

if (regions.length > 0) follow();

function follow(): void {
  const source = new EventSource('/api/work/events');
  const note = document.querySelector<HTMLElement>('[data-live-note]');
  source.addEventListener('open', () => note?.removeAttribute('hidden'));
  source.addEventListener('error', () => note?.setAttribute('hidden', ''));
  // What changed since the page was made, or while the line was broken, is told by no event.
  source.addEventListener('snapshot', refreshSoon);
  for (const kind of ['document', 'removed']) {
    source.addEventListener(kind, (event: MessageEvent<string>) => {
      const { id } = JSON.parse(event.data) as { id?: string };
      if (watched === undefined || watched === id) refreshSoon();
    });
  }
  if (watched === undefined) source.addEventListener('totals', refreshSoon);
}

function refreshSoon(): void {
  isStale = true;
  if (isWaiting) return;
  isWaiting = true;
  setTimeout(async () => {
    isStale = false;
    await refresh().catch(() => {
      // Away for a moment; the next event asks again.
      isStale = false;
    });
    isWaiting = false;
    if (isStale) refreshSoon();
  }, SOONEST_MS);
}

async function refresh(): Promise<void> {
  const response = await fetch(address, { headers: { accept: 'text/html' } });
  if (!response.ok || response.redirected) return;
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html');
  for (const region of regions) {
    const news = fresh.querySelector(`[data-live="${region.dataset['live']}"]`);
    if (!news) continue;
    keepOpen(region, news);
    if (news.innerHTML !== region.innerHTML) replace(region, news);
  }
}

/** What somebody unfolded to read stays unfolded. */
function keepOpen(region: HTMLElement, news: Element): void {
  for (const { id } of region.querySelectorAll('details[open][id]')) {
    news.querySelector(`details[id=${JSON.stringify(id)}]`)?.setAttribute('open', '');
  }
}

function replace(region: HTMLElement, news: Element): void {
  const focused = nameOf(document.activeElement, region);
  // Of several that ask for the same in different ways, the one it was.
  const place = focused ? [...region.querySelectorAll(focused)].indexOf(document.activeElement as Element) : -1;
  region.replaceChildren(...[...news.childNodes].map((node) => document.importNode(node, true)));
  if (focused) region.querySelectorAll<HTMLElement>(focused)[place]?.focus({ preventScroll: true });
}

/** How to find the focused element again once its region was replaced. */
function nameOf(element: Element | null, region: HTMLElement): string | null {
  if (!element || !region.contains(element)) return null;
  if (element instanceof HTMLAnchorElement) return `a[href=${JSON.stringify(element.getAttribute('href'))}]`;
  const unfolded = element.closest('details[id]');
  if (unfolded) return `details[id=${JSON.stringify(unfolded.id)}] > summary`;
  const form = element.closest('form');
  return form ? `form[action=${JSON.stringify(form.getAttribute('action'))}] button` : null;
}

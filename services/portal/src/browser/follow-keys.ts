const go = (selector: string) => document.querySelector<HTMLAnchorElement>(selector)?.click();

/** Moves on among the marked places of this page, and from the last one to the next page that has some. */
function goToHit(step: 1 | -1): void {
  const hits = [...document.querySelectorAll<HTMLAnchorElement>('.words mark a')];
  const at = hits.indexOf(document.activeElement as HTMLAnchorElement);
  const next = at < 0 ? (step > 0 ? 0 : hits.length - 1) : at + step;
  const hit = hits[next];
  if (hit) hit.focus();
  else go(`[data-hit=${step > 0 ? 'next' : 'previous'}]`);
}

/** Listens for keys, except where somebody types, a dialog is open or another program is meant. */
export function followKeys(tools: Readonly<Record<string, () => void>>): void {
  const actions: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => go('.toolbar [rel=prev]'),
    ArrowRight: () => go('.toolbar [rel=next]'),
    '+': () => tools['zoom-in']?.(),
    '=': () => tools['zoom-in']?.(),
    '-': () => tools['zoom-out']?.(),
    '0': () => tools['whole']?.(),
    r: () => tools['turn']?.(),
    n: () => goToHit(1),
    p: () => goToHit(-1),
    '/': () => document.querySelector<HTMLInputElement>('#q')?.focus(),
    '?': () => tools['help']?.(),
  };
  document.addEventListener('keydown', (event) => {
    const target = event.target as HTMLElement;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.closest('input, select, textarea, dialog')) return;
    // The magnifier moves its picture with these.
    if (event.key.startsWith('Arrow') && target.closest('.zoom')) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

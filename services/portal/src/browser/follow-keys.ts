const go = (selector: string) => document.querySelector<HTMLAnchorElement>(selector)?.click();

/** Moves on among the marked places of this page. False past the last one. */
function goToMarked(selector: string, step: 1 | -1): boolean {
  const marked = [...document.querySelectorAll<HTMLAnchorElement>(selector)];
  const at = marked.indexOf(document.activeElement as HTMLAnchorElement);
  const next = marked[at < 0 ? (step > 0 ? 0 : marked.length - 1) : at + step];
  next?.focus();
  return next !== undefined;
}

/** The same of what was sought, and from the last one to the next page that has some. */
function goToHit(step: 1 | -1): void {
  if (!goToMarked('.words mark a', step)) go(`[data-hit=${step > 0 ? 'next' : 'previous'}]`);
}

/** The same of doubtful words, round and round; where they are not marked yet, they are. */
function goToDoubtful(step: 1 | -1): void {
  const doubtful = '.words a.doubtful';
  if (goToMarked(doubtful, step)) return;
  const all = document.querySelectorAll<HTMLAnchorElement>(doubtful);
  if (all.length > 0) all[step > 0 ? 0 : all.length - 1]?.focus();
  else go('[data-doubt=switch]');
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
    d: () => goToDoubtful(1),
    D: () => goToDoubtful(-1),
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

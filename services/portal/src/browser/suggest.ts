/** Offers words and titles while somebody types: the combobox pattern of WAI-ARIA, over a form that works without it. */

const PAUSE_MS = 120;

for (const row of document.querySelectorAll<HTMLElement>('[data-suggest]')) {
  const input = row.querySelector('input');
  if (input) offer(row, input);
}

function offer(row: HTMLElement, input: HTMLInputElement): void {
  const list = document.createElement('ul');
  list.id = `${input.id}-suggestions`;
  list.className = 'suggestions';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', row.dataset['suggest'] ?? '');
  row.append(list);
  for (const [name, value] of [
    ['role', 'combobox'],
    ['aria-autocomplete', 'list'],
    ['aria-expanded', 'false'],
    ['aria-controls', list.id],
  ] as const) {
    input.setAttribute(name, value);
  }

  let chosen = -1;
  let pause: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;

  const options = () => [...list.children] as HTMLElement[];
  const choose = (place: number) => {
    const all = options();
    // Past the last one nothing is chosen, and what was typed counts again.
    chosen = place < all.length ? place : -1;
    for (const [at, option] of all.entries()) option.setAttribute('aria-selected', String(at === chosen));
    const option = all[chosen];
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
  };
  const close = () => {
    asking?.abort();
    clearTimeout(pause);
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    choose(-1);
  };
  const take = (text: string) => {
    input.value = text;
    close();
    input.form?.requestSubmit();
  };
  const show = (suggestions: readonly string[]) => {
    list.replaceChildren(
      ...suggestions.map((suggestion, place) => {
        const option = document.createElement('li');
        option.id = `${list.id}-${place}`;
        option.setAttribute('role', 'option');
        option.textContent = suggestion;
        return option;
      }),
    );
    list.hidden = suggestions.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    choose(-1);
  };
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const response = await fetch(`/api/suggest?q=${encodeURIComponent(input.value)}`, { signal: asking.signal });
      if (response.ok) show(((await response.json()) as { suggestions: readonly string[] }).suggestions);
    } catch {
      // Suggestions are a convenience: without an answer there are none, and the form still works.
      close();
    }
  };

  input.addEventListener('input', () => {
    clearTimeout(pause);
    if (input.value.trim() === '') close();
    else pause = setTimeout(ask, PAUSE_MS);
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || list.hidden) return;
    if (event.key === 'ArrowDown') choose(chosen + 1);
    else if (event.key === 'ArrowUp') choose(chosen < 0 ? options().length - 1 : chosen - 1);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Enter' && chosen >= 0) take(options()[chosen]?.textContent ?? '');
    else return;
    event.preventDefault();
  });
  input.addEventListener('blur', close);
  // Before the box loses focus, and with it the list.
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    const option = (event.target as HTMLElement).closest('[role=option]');
    if (option) take(option.textContent ?? '');
  });
}

import { createSuggestionList } from './suggestion-list.ts';

/** Offers words and titles while somebody types: the combobox pattern of WAI-ARIA, over a form that works without it. */

const PAUSE_MS = 120;

for (const row of document.querySelectorAll<HTMLElement>('[data-suggest]')) {
  const input = row.querySelector('input');
  if (input) offer(row, input);
}

function offer(row: HTMLElement, input: HTMLInputElement): void {
  let pause: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | undefined;
  const list = createSuggestionList(input, row.dataset['suggest'] ?? '', (text) => {
    input.value = text;
    close();
    input.form?.requestSubmit();
  });
  row.append(list.element);

  const close = () => {
    asking?.abort();
    clearTimeout(pause);
    list.show([]);
  };
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    try {
      const response = await fetch(`/api/suggest?q=${encodeURIComponent(input.value)}`, { signal: asking.signal });
      if (response.ok) list.show(((await response.json()) as { suggestions: readonly string[] }).suggestions);
    } catch {
      // Suggestions are a convenience: without an answer there are none, and the form still works.
      list.show([]);
    }
  };

  input.addEventListener('input', () => {
    clearTimeout(pause);
    if (input.value.trim() === '') close();
    else pause = setTimeout(ask, PAUSE_MS);
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || list.element.hidden) return;
    if (event.key === 'ArrowDown') list.move(1);
    else if (event.key === 'ArrowUp') list.move(-1);
    else if (event.key === 'Escape') close();
    else if (event.key !== 'Enter' || !list.take()) return;
    event.preventDefault();
  });
  input.addEventListener('blur', close);
}

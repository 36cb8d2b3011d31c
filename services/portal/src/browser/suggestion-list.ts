/** The list under a box to type in. */
export type SuggestionList = {
  readonly element: HTMLElement;
  /** Shows these; none closes the list. */
  show(suggestions: readonly string[]): void;
  move(step: 1 | -1): void;
  /** Takes the chosen one; false when none is chosen. */
  take(): boolean;
};

export function createSuggestionList(
  input: HTMLInputElement,
  label: string,
  onTaken: (text: string) => void,
): SuggestionList {
  const element = document.createElement('ul');
  element.id = `${input.id}-suggestions`;
  element.className = 'suggestions';
  element.hidden = true;
  element.setAttribute('role', 'listbox');
  element.setAttribute('aria-label', label);
  input.setAttribute('role', 'combobox');
  input.setAttribute('aria-autocomplete', 'list');
  input.setAttribute('aria-controls', element.id);
  input.setAttribute('aria-expanded', 'false');

  let chosen = -1;
  const options = () => [...element.children] as HTMLElement[];
  const choose = (place: number) => {
    // Before the first one and past the last, nothing is chosen, and what was typed counts again.
    chosen = place < element.childElementCount ? place : -1;
    for (const [at, option] of options().entries()) option.setAttribute('aria-selected', String(at === chosen));
    const id = options()[chosen]?.id;
    if (id) input.setAttribute('aria-activedescendant', id);
    else input.removeAttribute('aria-activedescendant');
  };
  const take = (option: Element | null | undefined): boolean => {
    if (option) onTaken(option.textContent ?? '');
    return Boolean(option);
  };

  // Before the box loses focus, and with it the list.
  element.addEventListener('mousedown', (event) => {
    event.preventDefault();
    take((event.target as HTMLElement).closest('[role=option]'));
  });

  return {
    element,
    show: (suggestions) => {
      element.replaceChildren(...suggestions.map((text, place) => createOption(`${element.id}-${place}`, text)));
      element.hidden = suggestions.length === 0;
      input.setAttribute('aria-expanded', String(!element.hidden));
      choose(-1);
    },
    move: (step) => choose(chosen < 0 && step < 0 ? element.childElementCount - 1 : chosen + step),
    take: () => take(options()[chosen]),
  };
}

function createOption(id: string, text: string): HTMLElement {
  const option = document.createElement('li');
  option.id = id;
  option.setAttribute('role', 'option');
  option.textContent = text;
  return option;
}

import { followKeys } from './follow-keys.ts';
import { linkWords } from './link-words.ts';
import { createMagnifier } from './magnifier.ts';

/** The reading page: words and their boxes, zoom and turn, keys. Everything else of it works without this. */

linkWords(document.querySelector('.leaf-frame'), document.querySelector('.words'));

const magnifier = createMagnifier(document.querySelector('.leaf-frame'), document.querySelector('.zoom'));
const dialog = document.querySelector<HTMLDialogElement>('#keys');
const tools: Readonly<Record<string, () => void>> = {
  'zoom-in': () => magnifier.zoom(1.5),
  'zoom-out': () => magnifier.zoom(1 / 1.5),
  turn: () => magnifier.turn(),
  whole: () => magnifier.close(),
  help: () => dialog?.showModal(),
};

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-tool]')) {
  button.hidden = false;
  button.addEventListener('click', () => tools[button.dataset['tool'] ?? '']?.());
}

followKeys(tools);

import type { Language } from '@diachi/messages';
import type { ChosenFile } from './chosen-file.ts';
import { fill, sizeText, type UploadWords } from './upload-words.ts';

/** The line of one chosen file. */
export type FileRow = {
  readonly element: HTMLElement;
  say(words: string, kind?: 'bad' | 'done'): void;
  tell(sentBytes: number): void;
  lock(): void;
};

export function createFileRow(
  { file, path }: ChosenFile,
  words: UploadWords,
  language: Language,
  remove: () => void,
): FileRow {
  const element = document.createElement('li');
  const name = document.createElement('span');
  name.className = 'file-name';
  name.textContent = path;
  const state = document.createElement('span');
  state.className = 'quiet';
  state.textContent = sizeText(file.size, language);
  const progress = document.createElement('progress');
  progress.max = Math.max(1, file.size);
  progress.value = 0;
  progress.hidden = true;
  progress.setAttribute('aria-label', path);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link';
  button.textContent = '×';
  button.setAttribute('aria-label', fill(words['remove'], { name: path }));
  button.addEventListener('click', remove);
  element.append(name, state, progress, button);

  return {
    element,
    say: (sentence, kind) => {
      state.textContent = sentence;
      element.className = kind ? `is-${kind}` : '';
    },
    tell: (sentBytes) => {
      progress.value = sentBytes;
    },
    lock: () => {
      progress.hidden = false;
      button.hidden = true;
    },
  };
}

import type { Language } from '@diachi/messages';
import { createWorkFollower, type WorkLine } from './follow-work.ts';
import type { TakenEntry } from './make-documents.ts';
import { problemText, type UploadWords } from './upload-words.ts';

/** Lists what became of the files, and follows the documents made of them. */
export function createResultList(section: HTMLElement, words: UploadWords, language: Language) {
  const list = section.querySelector('ul') as HTMLUListElement;
  const followed = new Map<string, { state: HTMLElement; progress: HTMLProgressElement; link: HTMLAnchorElement }>();

  const update = ({ id, title, state, steps }: WorkLine) => {
    const row = followed.get(id);
    if (!row) return;
    row.link.textContent = title;
    row.state.textContent = words.states[state] ?? state;
    row.progress.max = Math.max(1, sum(steps.map(({ planned }) => planned)));
    row.progress.value = sum(steps.map(({ done }) => done));
    row.progress.hidden = state !== 'reading' && state !== 'received';
  };

  const follow = createWorkFollower(update);

  const addDocument = (id: string, entries: readonly TakenEntry[]) => {
    const [first] = entries;
    if (!first || followed.has(id)) return;
    const item = document.createElement('li');
    const link = document.createElement('a');
    link.href = `/documents/${id}`;
    link.textContent = entries.length > 1 ? `${first.file} (+${entries.length - 1})` : first.file;
    const state = document.createElement('span');
    state.className = 'quiet';
    state.textContent = (first.isNew ? words['received'] : words['duplicate']) ?? '';
    const progress = document.createElement('progress');
    progress.hidden = !first.isNew;
    progress.setAttribute('aria-label', first.file);
    item.append(link, state, progress);
    list.append(item);
    if (first.isNew) followed.set(id, { state, progress, link });
  };

  return {
    add(entries: readonly TakenEntry[]): void {
      section.hidden = false;
      const documents = Map.groupBy(entries, ({ document }) => document);
      for (const [id, some] of documents) {
        if (id !== null) addDocument(id, some);
        else for (const entry of some) list.append(refusal(entry, words, language));
      }
      if (followed.size > 0) follow();
    },
  };
}

function refusal(entry: TakenEntry, words: UploadWords, language: Language): HTMLElement {
  const item = document.createElement('li');
  item.className = 'is-bad';
  item.textContent = `${entry.file}. ${words['refused']}: ${problemText(entry, language)}`;
  return item;
}

const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);

import type { Language } from '@diachi/messages';
import { entryWords } from './entry-words.ts';
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
    const said = entryWords(entries, words, language);
    state.textContent = said.state;
    const progress = document.createElement('progress');
    progress.hidden = !said.isInWork;
    progress.setAttribute('aria-label', first.file);
    item.append(link, state, progress);
    if (said.note !== null) item.append(noteOf(said.note));
    list.append(item);
    if (said.isInWork) followed.set(id, { state, progress, link });
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

function noteOf(text: string): HTMLElement {
  const note = document.createElement('p');
  note.textContent = text;
  return note;
}

function refusal(entry: TakenEntry, words: UploadWords, language: Language): HTMLElement {
  const item = document.createElement('li');
  item.className = 'is-bad';
  item.textContent = `${entry.file}. ${words['refused']}: ${problemText(entry, language)}`;
  return item;
}

const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);

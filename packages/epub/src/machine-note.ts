import type { EpubWords } from './words.ts';
import type { Written } from './write-text.ts';

/** What readers are told of text that a machine read; null of a book in which there is none. */
export function machineNote(
  { machinePages, typedPages }: Pick<Written, 'machinePages' | 'typedPages'>,
  words: EpubWords,
): string | null {
  if (machinePages === 0) return null;
  return typedPages === 0 ? words.readByMachine : words.partlyReadByMachine;
}

import type { FailureNote } from '@diachi/domain';
import { failuresEn } from './failures-en.ts';
import { failuresVi } from './failures-vi.ts';
import { fillText } from './fill-text.ts';
import type { Language } from './language.ts';

const texts: Readonly<Record<Language, Readonly<Record<string, string>>>> = { vi: failuresVi, en: failuresEn };

/** What went wrong and what to do, for a person; the failure's own English message where there is no text for its code. */
export function failureText(note: FailureNote, language: Language): string {
  const text = texts[language][note.code];
  return text === undefined ? note.message : (fillText(text, note.details, language) ?? note.message);
}

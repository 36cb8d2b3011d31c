import type { Language } from '@diachi/messages';
import { en } from './en.ts';
import { type Messages, vi } from './vi.ts';

const byLanguage: Readonly<Record<Language, Messages>> = { vi, en };

/** What the pages say in a language. */
export const messagesOf = (language: Language): Messages => byLanguage[language];

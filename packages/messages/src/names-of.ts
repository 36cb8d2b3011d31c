import type { Language } from './language.ts';
import type { Names } from './names.ts';
import { namesEn } from './names-en.ts';
import { namesVi } from './names-vi.ts';

const names: Readonly<Record<Language, Names>> = { vi: namesVi, en: namesEn };

/** What the parts of the library are called in a language. */
export const namesOf = (language: Language): Names => names[language];

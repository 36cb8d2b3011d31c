import type { DocumentKind, DocumentState, PageState, Role } from '@diachi/domain';
import type { Language } from './language.ts';
import { namesEn } from './names-en.ts';
import { namesVi } from './names-vi.ts';

/** Names of what several processes show; steps by the name of their job. */
export type Names = {
  readonly kinds: Readonly<Record<DocumentKind, string>>;
  readonly states: Readonly<Record<DocumentState, string>>;
  readonly pageStates: Readonly<Record<PageState, string>>;
  readonly steps: Readonly<Record<keyof typeof namesEn.steps, string>>;
  readonly roles: Readonly<Record<Role, string>>;
};

const names: Readonly<Record<Language, Names>> = { vi: namesVi, en: namesEn };

export const namesOf = (language: Language): Names => names[language];

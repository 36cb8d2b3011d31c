/** Languages the library speaks to people, the first one first. */
export const LANGUAGES = ['vi', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];

/** Null when it is none of ours. */
export const parseLanguageTag = (raw: unknown): Language | null => LANGUAGES.find((known) => known === raw) ?? null;

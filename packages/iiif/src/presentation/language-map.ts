/** Texts by the BCP 47 tag of their language; `none` where they have none (IIIF Presentation 3.0, section 4). */
export type LanguageMap = Readonly<Record<string, readonly string[]>>;

/** One text in the two languages the library speaks. */
export type Words = { readonly vi: string; readonly en: string };

export const wordsMap = ({ vi, en }: Words): LanguageMap => ({ vi: [vi], en: [en] });

/** Of what has no language: names, numbers. */
export const plainMap = (...texts: readonly string[]): LanguageMap => ({ none: texts });

/** A text in its language, and beside it in English where it was put into English. */
export const translatedMap = (language: string, text: string, english: string): LanguageMap => ({
  ...(text !== '' && { [language]: [text] }),
  ...(english !== '' && (language !== 'en' || text === '') && { en: [english] }),
});

import type { Language } from '@diachi/messages';

const locales: Readonly<Record<Language, string>> = { vi: 'vi-VN', en: 'en-GB' };

/** A moment (ISO 8601) as people of that language write it, by the clock of this machine. */
export const writeTime = (moment: string, language: Language): string =>
  new Intl.DateTimeFormat(locales[language], { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(moment));

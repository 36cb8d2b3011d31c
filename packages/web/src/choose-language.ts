import { type Language, parseLanguageTag } from '@diachi/messages';
import type { Request } from 'express';
import { cookieOf } from './session-cookie.ts';

/** The cookie a page sets when a person chooses a language. */
export const LANGUAGE_COOKIE = 'diachi_language';

/** For pages: as chosen, and Vietnamese until then, whatever the browser was installed with. */
export const chooseLanguage = (request: Request): Language =>
  parseLanguageTag(cookieOf(request, LANGUAGE_COOKIE)) ?? 'vi';

/** For programs: Vietnamese only when it was chosen or asked for, otherwise English. */
export function chooseProblemLanguage(request: Request): Language {
  const chosen = parseLanguageTag(cookieOf(request, LANGUAGE_COOKIE));
  if (chosen) return chosen;
  return /(^|[\s,])vi\b/i.test(request.headers['accept-language'] ?? '') ? 'vi' : 'en';
}

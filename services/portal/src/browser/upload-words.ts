import { failureText, type Language, writeSize } from '@diachi/messages';

/** What the upload page says while it works, as the server wrote it into the page. */
export type UploadWords = Readonly<Record<string, string>> & { readonly states: Readonly<Record<string, string>> };

/** A problem as the server answers it. */
export type Problem = {
  readonly code?: string;
  readonly detail?: string;
  readonly reason?: string;
  readonly details?: Readonly<Record<string, string | number>>;
};

/** Puts values in the places of a sentence. */
export const fill = (sentence: string | undefined, values: Readonly<Record<string, string | number>>): string =>
  (sentence ?? '').replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

/** What went wrong, in the language of the page. */
export const problemText = ({ code = '', detail, reason, details = {} }: Problem, language: Language): string =>
  failureText({ kind: 'invalid', code, message: detail ?? reason ?? code, details }, language);

export const sizeText = (bytes: number, language: Language): string => writeSize(bytes, language);

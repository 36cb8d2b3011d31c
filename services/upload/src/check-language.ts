import { type DocumentRecord, Failure } from '@diachi/domain';

/** The languages whose pages can be read here, in Tesseract's codes. */
export type ReadableLanguages = () => Promise<readonly string[]>;

/** Fails with `record.language-unreadable` when there is no model here for one of the languages: its pages could only fail later. */
export async function checkLanguage(
  languages: ReadableLanguages,
  { language }: Pick<DocumentRecord, 'language'>,
): Promise<void> {
  const readable = await languages();
  const unreadable = language.split('+').filter((one) => !readable.includes(one));
  if (unreadable.length === 0) return;
  const details = { language: unreadable.join(', '), readable: readable.join(', ') };
  throw new Failure(
    'invalid',
    'record.language-unreadable',
    `Pages in ${details.language} cannot be read here. These languages can: ${details.readable}.`,
    { details },
  );
}

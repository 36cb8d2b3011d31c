import { type Document, proposeTitle } from '@diachi/domain';

/**
 * The title for the PDF, as somebody gave it; null while it is only what was made of an original's file name. A PDF stays as it was built when
 * the record changes, and what a file was called is told to no reader.
 */
export const givenTitle = ({ record: { title }, originals }: Pick<Document, 'record' | 'originals'>): string | null =>
  originals.some(({ fileName }) => proposeTitle(fileName) === title) ? null : title;

import type { DocumentId, SourceCode } from '@diachi/domain';
import { nameText } from '../name-document.ts';

/** What a record of another repository is found by here, worked out from where it is: never a document of ours. */
export const nameForeignRecord = (source: SourceCode, identifier: string): DocumentId =>
  nameText(`source ${source}\n${identifier}`);

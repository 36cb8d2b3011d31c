import { type DocumentId, Failure, isFailure, type PageIndex, parseDocumentId, parsePageIndex } from '@diachi/domain';
import type { Request } from 'express';
import { pathParameter } from './path-parameter.ts';

/** The document an address names in its `:id`. Fails with `document.missing`, also for what can be no id: it leads nowhere either. */
export const documentNamed = (request: Request): DocumentId =>
  orMissing('document.missing', 'There is no such document.', () => parseDocumentId(pathParameter(request, 'id')));

/** The page an address names in its `:page`. Fails with `page.missing`. */
export const pageNamed = (request: Request): PageIndex =>
  orMissing('page.missing', 'This document has no such page to read.', () =>
    parsePageIndex(pathParameter(request, 'page')),
  );

function orMissing<Place>(code: string, message: string, parse: () => Place): Place {
  try {
    return parse();
  } catch (thrown) {
    if (isFailure(thrown)) throw new Failure('missing', code, message, { cause: thrown });
    throw thrown;
  }
}

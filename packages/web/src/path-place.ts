import { type DocumentId, Failure, isFailure, type PageIndex, parseDocumentId, parsePageIndex } from '@diachi/domain';
import type { Request } from 'express';
import { z } from 'zod';
import { pathParameter } from './path-parameter.ts';

/** The document an address names in its `:id`. Fails with `document.missing`, also for what can be no id: it leads nowhere either. */
export const documentNamed = (request: Request): DocumentId => documentOf(pathParameter(request, 'id'));

/** The page an address names in its `:page`. Fails with `page.missing`. */
export const pageNamed = (request: Request): PageIndex => pageOf(pathParameter(request, 'page'));

/** `:id` and `:page` of an address as its schema reads them; they fail as `documentNamed` and `pageNamed` do. */
export const documentInPath = z
  .string()
  .transform((written) => documentOf(written))
  .meta({ description: 'The id of a document: 16 small letters and digits.', pattern: '^[0-9a-z]{16}$' });
export const pageInPath = z
  .string()
  .transform((written) => pageOf(written))
  .meta({ description: 'The place of a page in its document, from 0.', pattern: '^[0-9]{1,5}$' });

const documentOf = (written: string): DocumentId =>
  orMissing('document.missing', 'There is no such document.', () => parseDocumentId(written));

const pageOf = (written: string): PageIndex =>
  orMissing('page.missing', 'This document has no such page to read.', () => parsePageIndex(written));

function orMissing<Place>(code: string, message: string, parse: () => Place): Place {
  try {
    return parse();
  } catch (thrown) {
    if (isFailure(thrown)) throw new Failure('missing', code, message, { cause: thrown });
    throw thrown;
  }
}

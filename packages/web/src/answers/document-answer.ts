import { DOCUMENT_STATES, ORIGINAL_TYPES } from '@diachi/domain';
import { z } from 'zod';
import { documentFailureAnswer } from './failure-answer.ts';
import { recordAnswer } from './record-answer.ts';

export const timeAnswer = z.iso.datetime().describe('ISO 8601, UTC.');
const count = z.int().min(0);

const original = z
  .object({
    checksum: z.string().describe('SHA-256, in hexadecimal digits.'),
    fileName: z.string().optional().describe('Told to those who work here only.'),
    sizeBytes: count,
    type: z.enum(ORIGINAL_TYPES),
  })
  .meta({ id: 'Original', description: 'A file the document was made of.' });

const common = {
  record: recordAnswer,
  recordVersion: z.int().min(1).describe('Counts changes of the record; a change names the version it was made on.'),
  state: z.enum(DOCUMENT_STATES),
  pageCount: count.nullable().describe('Null until somebody has looked inside.'),
  receivedAt: timeAnswer,
  changedAt: timeAnswer,
};

/** A document as the desk works on it. */
export const documentAnswer = z
  .object({
    id: z.string(),
    ...common,
    originals: z.array(original),
    publishedRevision: count,
    workRevision: count,
    failure: documentFailureAnswer.nullable(),
    isIndexed: z.boolean(),
  })
  .meta({ id: 'DocumentAtWork', description: 'A document as those who work on it are told of it.' });

/** A document as everybody is told of it; what is optional is told to archivists only, originals to whoever may take it home. */
export const describedDocumentAnswer = z
  .object({
    document: z.string().describe('Its id.'),
    title: z.string(),
    ...common,
    originals: z.array(original).optional().describe('Told to those who may take the document home.'),
    revision: count.describe('The revision readers see; 0 while there is none.'),
    workRevision: count.optional(),
    failure: documentFailureAnswer.nullable().optional(),
    isIndexed: z.boolean().optional(),
  })
  .meta({ id: 'Document', description: 'A document and what the library says about it.' });

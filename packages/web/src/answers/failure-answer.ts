import { z } from 'zod';

export const failureDetails = z
  .record(z.string(), z.union([z.string(), z.number()]))
  .describe('Numbers and names the message is filled with.');

/** Something that failed, as it is kept: `message` is English and for the log, `code` is for programs. */
export const failureAnswer = z
  .object({
    kind: z.enum(['invalid', 'missing', 'conflict', 'unavailable', 'bug']),
    code: z.string(),
    message: z.string(),
    details: failureDetails,
  })
  .meta({ id: 'FailureNote', description: 'Something that failed, as it was written down.' });

const { kind, code, message, details } = failureAnswer.shape;

/** What failed, and where in the document. */
export const documentFailureAnswer = z
  .object({ kind, code, message, details, job: z.string(), page: z.int().nullable() })
  .meta({ id: 'DocumentFailure', description: 'What failed, and where in the document.' });

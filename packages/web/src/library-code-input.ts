import { type LibraryCode, parseLibraryCode } from '@diachi/domain';
import { z } from 'zod';

/** The code of a library in a query, a path or a body. */
export const libraryCodeInput = z
  .string()
  .transform((written, context): LibraryCode => {
    try {
      return parseLibraryCode(written);
    } catch {
      context.addIssue('must be the code of a library');
      return z.NEVER;
    }
  })
  .describe('The code of a library: muong-te.');

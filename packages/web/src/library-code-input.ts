import { type LibraryCode, parseLibraryCode } from '@diachi/domain';
import { z } from 'zod';

/** What programs are told of the codes of libraries and sources; `parseLibraryCode` and `parseSourceCode` read them. */
export const CODE_PATTERN = '^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$';

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
  .meta({ description: 'The code of a library: muong-te.', pattern: CODE_PATTERN });

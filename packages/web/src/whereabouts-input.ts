import { parseSourceCode } from '@diachi/domain';
import { OURS, type Whereabouts } from '@diachi/ports';
import { z } from 'zod';
import { CODE_PATTERN } from './library-code-input.ts';

/** The code of another repository, or `ours`. */
export const whereaboutsInput = z
  .string()
  .transform((written, context): Whereabouts => {
    try {
      return written === OURS ? OURS : parseSourceCode(written);
    } catch {
      context.addIssue('must be the code of a source, or “ours”');
      return z.NEVER;
    }
  })
  .meta({
    description:
      'The code of another repository whose records are found here, or “ours” for documents of this library.',
    pattern: CODE_PATTERN,
  });

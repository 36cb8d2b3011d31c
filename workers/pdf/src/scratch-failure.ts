import { Failure } from '@diachi/domain';

/**
 * Says in our words why a scratch file could not be written, and throws it: `scratch.full` when there is no room, otherwise
 * `scratch.unavailable`. Both may pass.
 */
export function scratchFailure(cause: unknown): never {
  const code = (cause as NodeJS.ErrnoException | null)?.code;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    throw new Failure('unavailable', 'scratch.full', 'There is no room for temporary files; free some disk space.', {
      cause,
    });
  }
  throw new Failure('unavailable', 'scratch.unavailable', 'The folder for temporary files cannot be written.', {
    cause,
  });
}

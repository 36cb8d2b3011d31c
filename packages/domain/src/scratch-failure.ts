import { Failure } from './failure.ts';
import { isNoRoom } from './no-room.ts';

/**
 * Says in our words why a folder for temporary files cannot be used: `scratch.full` when there is no room, otherwise `scratch.unavailable`.
 * Both may pass. What no operating system answered stays as it is.
 */
export function scratchFailure(thrown: unknown, folder: string): unknown {
  const code = thrown instanceof Error && 'syscall' in thrown && 'code' in thrown ? thrown.code : undefined;
  if (typeof code !== 'string') return thrown;
  const options = { cause: thrown, details: { folder, reason: code } };
  if (isNoRoom(code)) {
    const message = `There is no room for temporary files in ${folder} (${code}). Free some disk space.`;
    return new Failure('unavailable', 'scratch.full', message, options);
  }
  const message = `The folder for temporary files (${folder}) cannot be used (${code}). Check its disk and its rights.`;
  return new Failure('unavailable', 'scratch.unavailable', message, options);
}

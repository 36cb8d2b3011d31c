import { Failure, isNoRoom } from '@diachi/domain';

// What a name's bytes become that are no UTF-8, as old systems wrote them: by such a name no file can be asked for.
const REPLACEMENT = '\uFFFD';
const pathOf = (thrown: unknown) => String((thrown as { path?: unknown } | null)?.path ?? '');

const codeOf = (thrown: unknown) => (thrown as { code?: unknown } | null)?.code;

/** Says in our words what the folder for incoming files could not do. */
export function incomingFailure(thrown: unknown): unknown {
  const code = codeOf(thrown);
  if (isNoRoom(code)) {
    return new Failure('unavailable', 'store.full', 'The disk is full. Make room; the work goes on by itself.', {
      cause: thrown,
    });
  }
  if (code === 'EACCES' || code === 'EROFS' || code === 'EIO' || code === 'EPERM') {
    return new Failure(
      'unavailable',
      'store.unavailable',
      'The data folder cannot be written to. Check the disk and its rights.',
      {
        cause: thrown,
      },
    );
  }
  return thrown;
}

/** Says in our words why a file somebody named cannot be read. */
export function sourceFailure(thrown: unknown): unknown {
  const code = codeOf(thrown);
  if (code === 'ENOENT' && pathOf(thrown).includes(REPLACEMENT)) {
    const message = 'The name of this file or folder is not written in Unicode. Rename it and try again.';
    return new Failure('invalid', 'source.bad-name', message, { cause: thrown });
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new Failure('missing', 'source.missing', 'There is no such file or folder.', { cause: thrown });
  }
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) {
    return new Failure('invalid', 'source.unreadable', 'This file cannot be read. Check the disk and its rights.', {
      cause: thrown,
    });
  }
  return thrown;
}

import { Failure, isNoRoom } from '@diachi/domain';

/** True for what the operating system answers, as against a bug of ours. */
export const isSystemError = (thrown: unknown): thrown is NodeJS.ErrnoException & { readonly code: string } =>
  thrown instanceof Error && 'syscall' in thrown && 'code' in thrown && typeof thrown.code === 'string';

/** True when the operating system says that there is no such file. A file where a folder should be is an absence too. */
export const saysAbsent = (thrown: unknown): boolean =>
  isSystemError(thrown) && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR');

/** Translates what the file system answered: `store.full` or `store.unavailable`. Whatever else was thrown stays as it is. */
export function storeFailure(folder: string, thrown: unknown): unknown {
  if (!isSystemError(thrown)) return thrown;
  const { code } = thrown;
  const options = { cause: thrown, details: { folder, reason: code } };
  if (isNoRoom(code)) {
    const message = `The disk that holds ${folder} is full (${code}). Make room; work then goes on.`;
    return new Failure('unavailable', 'store.full', message, options);
  }
  const message = `The files in ${folder} cannot be reached (${code}). Check that its disk is connected and that this program may read and write there.`;
  return new Failure('unavailable', 'store.unavailable', message, options);
}

import { rm, stat } from 'node:fs/promises';
import { Failure } from '@diachi/domain';
import type { ArrivedBytes } from './accepted-file.ts';

/** Bytes that lie in a file of this machine, ours to move and, when they are let go of, to remove. */
export const arrivedFile = (path: string): ArrivedBytes => ({
  lend: async (use) => {
    if (await stat(path).then(() => true, isAbsent)) return use(path);
    throw new Failure('missing', 'upload.missing', 'This upload is not known any more. Begin it again.');
  },
  letGo: () => rm(path, { force: true }),
});

function isAbsent(thrown: unknown): false {
  if ((thrown as { code?: unknown } | null)?.code === 'ENOENT') return false;
  throw thrown;
}

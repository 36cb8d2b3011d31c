import type { SeekableFile } from './pdfium-file.ts';

/** The one path that leads to the PDF; pdfium sees no other file of this machine. */
export const PDF_PATH = '/document.pdf';

type Imports = Readonly<Record<string, (...args: never[]) => unknown>>;

/** Far from the numbers the library's own file system in memory gives out. */
const HANDLE = 4_242;
const IO_ERROR = 29;
const STAT_BYTES = 96;

export type SystemCalls = {
  /** Puts the PDF in front of the library's own file system. */
  over(imports: { readonly env: Imports; readonly wasi: Imports }): { readonly env: Imports; readonly wasi: Imports };
  /** How much was read from the PDF so far. */
  bytesRead(): number;
  /** What the disk said when it could not be read; pdfium itself would call the PDF damaged. */
  fault(): unknown;
};

/**
 * Answers pdfium's system calls for its PDF from a real file, so that it is read piece by piece: the library offers only to copy
 * all of it into memory. Layouts are those of wasm32-emscripten's musl (`struct stat`, `__wasi_iovec_t`).
 */
export function serveSystemCalls(file: SeekableFile, memory: () => ArrayBuffer): SystemCalls {
  let position = 0;
  let fault: unknown;
  let bytesRead = 0;
  const view = () => new DataView(memory());

  const stat = (buffer: number): number => {
    new Uint8Array(memory(), buffer, STAT_BYTES).fill(0);
    view().setInt32(buffer + 4, 0o100444, true);
    view().setUint32(buffer + 8, 1, true);
    view().setBigInt64(buffer + 24, BigInt(file.sizeBytes), true);
    view().setInt32(buffer + 32, 4_096, true);
    return 0;
  };

  const seek = (offset: bigint, whence: number, result: number): number => {
    const from = whence === 0 ? 0 : whence === 1 ? position : file.sizeBytes;
    position = Math.max(0, from + Number(offset));
    view().setBigInt64(result, BigInt(position), true);
    return 0;
  };

  const read = (vectors: number, count: number, result: number): number => {
    let total = 0;
    for (let at = vectors; at < vectors + 8 * count; at += 8) {
      const wanted = view().getUint32(at + 4, true);
      const done = file.readAt(position, new Uint8Array(memory(), view().getUint32(at, true), wanted));
      position += done;
      bytesRead += done;
      total += done;
      if (done < wanted) break;
    }
    view().setUint32(result, total, true);
    return 0;
  };

  const guarded = (answer: () => number): number => {
    try {
      return answer();
    } catch (thrown) {
      fault = thrown;
      return IO_ERROR;
    }
  };

  /** Ours for the PDF's handle, the library's own for every other. */
  const forHandle =
    (own: (...args: never[]) => number, theirs: Imports[string] | undefined) =>
    (handle: number, ...args: never[]): unknown =>
      handle === HANDLE ? guarded(() => own(...args)) : theirs?.(...([handle, ...args] as never[]));

  const isPdf = (path: number): boolean =>
    Buffer.from(memory(), path, PDF_PATH.length + 1).toString('latin1') === `${PDF_PATH}\0`;

  return {
    fault: () => fault,
    bytesRead: () => bytesRead,
    over: ({ env, wasi }) => ({
      env: {
        ...env,
        __syscall_openat: (folder: number, path: number, flags: number, mode: number): unknown =>
          isPdf(path) ? HANDLE : env['__syscall_openat']?.(...([folder, path, flags, mode] as never[])),
        __syscall_fstat64: forHandle(stat, env['__syscall_fstat64']),
      },
      wasi: {
        ...wasi,
        fd_seek: forHandle(seek, wasi['fd_seek']),
        fd_read: forHandle(read, wasi['fd_read']),
        fd_close: forHandle(() => 0, wasi['fd_close']),
      },
    }),
  };
}

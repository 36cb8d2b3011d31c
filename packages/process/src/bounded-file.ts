import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Something lines can be written to. */
export type LineSink = { write(line: string): void; close(): void };

/**
 * A file that lines are added to and that never grows beyond `mostBytes`: it is then put aside as `PATH.1` in place of the
 * one before, and begun anew. While it cannot be written (no room, no folder) lines are counted, and the count is written once it can; once closed it takes none.
 */
export function openBoundedFile(path: string, mostBytes: number): LineSink {
  mkdirSync(dirname(path), { recursive: true });
  // Null when closed: the number of a closed file is given to the next file that anyone opens.
  let file: number | null = openSync(path, 'a', 0o600);
  let sizeBytes = statSync(path).size;
  let lost = 0;

  const startAnew = (full: number) => {
    // Not there when it was put aside and none could be begun, or when somebody took it away.
    if (existsSync(path)) renameSync(path, `${path}.1`);
    const begun = openSync(path, 'a', 0o600);
    file = begun;
    sizeBytes = 0;
    closeSync(full);
    return begun;
  };

  return {
    write(line) {
      if (file === null) return;
      try {
        const isFull = sizeBytes > 0 && sizeBytes + Buffer.byteLength(line) > mostBytes;
        const open = isFull ? startAnew(file) : file;
        if (lost > 0) sizeBytes += writeSync(open, missing(lost));
        lost = 0;
        sizeBytes += writeSync(open, line);
      } catch {
        // A log that cannot be written must not end the work it tells of; how much is missing is told above.
        lost += 1;
      }
    },
    close() {
      if (file === null) return;
      const open = file;
      file = null;
      try {
        closeSync(open);
      } catch {
        // A disk of another machine may say only now that it has no room; the end of the work must not depend on it.
        lost += 1;
      }
    },
  };
}

const missing = (lost: number) =>
  `${JSON.stringify({ level: 40, time: Date.now(), lost, msg: 'lines could not be written' })}\n`;

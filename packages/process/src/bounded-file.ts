import { closeSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Something lines can be written to. */
export type LineSink = { write(line: string): void; close(): void };

/**
 * A file that lines are added to and that never grows beyond `mostBytes`: it is then put aside as `PATH.1` in place of the
 * one before, and begun anew. While the disk has no room lines are counted, and the count is written once there is.
 */
export function openBoundedFile(path: string, mostBytes: number): LineSink {
  mkdirSync(dirname(path), { recursive: true });
  let file = openSync(path, 'a', 0o600);
  let sizeBytes = statSync(path).size;
  let lost = 0;

  const startAnew = () => {
    closeSync(file);
    renameSync(path, `${path}.1`);
    file = openSync(path, 'a', 0o600);
    sizeBytes = 0;
  };
  const add = (line: string) => {
    sizeBytes += writeSync(file, line);
  };

  return {
    write(line) {
      try {
        if (sizeBytes > 0 && sizeBytes + Buffer.byteLength(line) > mostBytes) startAnew();
        if (lost > 0)
          add(`${JSON.stringify({ level: 40, time: Date.now(), lost, msg: 'lines could not be written' })}\n`);
        lost = 0;
        add(line);
      } catch {
        // A log that cannot be written must not end the work it tells of; how much is missing is told above.
        lost += 1;
      }
    },
    close: () => closeSync(file),
  };
}

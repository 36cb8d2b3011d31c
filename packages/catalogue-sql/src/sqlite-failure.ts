import { Failure } from '@diachi/domain';

// Primary result codes: https://sqlite.org/rescode.html
const FULL = 13;
const cannotAnswer: ReadonlyMap<number, string> = new Map([
  [3, 'this program may not read or write it'],
  [5, 'another program is writing to it'],
  [6, 'another program is writing to it'],
  [7, 'there is too little memory'],
  [8, 'it is read-only, or lies on a disk that is'],
  [10, 'its disk does not answer as it should'],
  [11, 'it is damaged; put back a copy, or build it again from the store with “diachi rebuild” after moving it away'],
  [14, 'it cannot be opened; check that its folder exists and that this program may write there'],
  [26, 'it is not a catalogue but some other file; move it away'],
]);

/** Translates what SQLite answered: `catalogue.full` or `catalogue.unavailable`. Whatever else was thrown is a bug and stays as it is. */
export function sqliteFailure(path: string, thrown: unknown): unknown {
  if (!(thrown instanceof Error) || !('code' in thrown)) return thrown;
  if (thrown.code === 'ERR_INVALID_STATE') return unavailable(path, 'it has been closed', thrown);
  const result = 'errcode' in thrown && typeof thrown.errcode === 'number' ? thrown.errcode & 0xff : null;
  if (result === null) return thrown;
  if (result === FULL) {
    const message = `The disk that holds the catalogue ${path} is full. Make room; work then goes on.`;
    return new Failure('unavailable', 'catalogue.full', message, { cause: thrown, details: { path } });
  }
  const reason = cannotAnswer.get(result);
  return reason ? unavailable(path, reason, thrown) : thrown;
}

export const unavailable = (path: string, reason: string, cause?: unknown): Failure =>
  new Failure('unavailable', 'catalogue.unavailable', `The catalogue ${path} cannot be used: ${reason}.`, {
    cause,
    details: { path },
  });

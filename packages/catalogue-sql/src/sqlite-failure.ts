import { Failure } from '@diachi/domain';

// Primary result codes: https://sqlite.org/rescode.html
const FULL = 13;
// The file beside the catalogue that its readers share could not be made large enough: there is no room for that either.
const NO_ROOM_TO_SHARE = 4_874;
/** What keeps the catalogue from answering, each as the end of a code: whoever is told has something else to do about it. */
type Hindrance = 'unavailable' | 'not-writable' | 'damaged' | 'foreign';
const cannotAnswer: ReadonlyMap<number, readonly [Hindrance, string]> = new Map([
  [3, ['not-writable', 'this program may not read or write it']],
  [5, ['unavailable', 'another program is writing to it']],
  [6, ['unavailable', 'another program is writing to it']],
  [7, ['unavailable', 'there is too little memory']],
  [8, ['not-writable', 'it is read-only, or lies on a disk that is']],
  [10, ['unavailable', 'its disk does not answer as it should']],
  [11, ['damaged', 'it is damaged; move it away, then build it again from the store with “diachi rebuild”']],
  [14, ['not-writable', 'it cannot be opened; check that its folder exists and that this program may write there']],
  [26, ['foreign', 'it is not a catalogue but some other file; move it away']],
]);

/**
 * Translates what SQLite answered: `catalogue.full`, `catalogue.damaged`, `catalogue.foreign`, `catalogue.not-writable` or
 * `catalogue.unavailable`. Whatever else was thrown is a bug and stays as it is.
 */
export function sqliteFailure(path: string, thrown: unknown): unknown {
  if (!(thrown instanceof Error) || !('code' in thrown)) return thrown;
  if (thrown.code === 'ERR_INVALID_STATE') return cannotBeUsed(path, 'unavailable', 'it has been closed', thrown);
  if (!('errcode' in thrown) || typeof thrown.errcode !== 'number') return thrown;
  const result = thrown.errcode & 0xff;
  if (result === FULL || thrown.errcode === NO_ROOM_TO_SHARE) {
    const message = `The disk that holds the catalogue ${path} is full. Make room; work then goes on.`;
    return new Failure('unavailable', 'catalogue.full', message, { cause: thrown, details: { path } });
  }
  const known = cannotAnswer.get(result);
  return known ? cannotBeUsed(path, ...known, thrown) : thrown;
}

export function cannotBeUsed(path: string, hindrance: Hindrance, reason: string, cause?: unknown): Failure {
  const message = `The catalogue ${path} cannot be used: ${reason}.`;
  return new Failure('unavailable', `catalogue.${hindrance}`, message, { cause, details: { path } });
}

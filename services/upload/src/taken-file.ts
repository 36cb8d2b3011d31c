import { type DocumentId, type DocumentState, Failure, isFailure, type LibraryCode, noteFailure } from '@diachi/domain';
import type { RefusedFile } from './accepted-file.ts';
import { isNoRoom } from './no-room.ts';
import type { Received } from './receive-document.ts';

/** What became of one file somebody sent or named. Files of one document name the same one. */
export type TakenFile = {
  readonly file: string;
  /** Null when it was not taken. */
  readonly document: DocumentId | null;
  /** `refused` when the file cannot be used, `failed` when it could not be taken now. */
  readonly state: DocumentState;
  /** Null until they are counted. */
  readonly pages: number | null;
  /** False when the library had these bytes already. */
  readonly isNew: boolean;
  /** A member library that was added for it, under its code. */
  readonly newLibrary?: LibraryCode;
  readonly code?: string;
  readonly reason?: string;
  readonly details?: Readonly<Record<string, string | number>>;
};

/** A file beside the scans of a folder that is none: neither taken nor refused. */
export type PassedOver = { readonly file: string; readonly isPassedOver: true };

export function taken(sentAs: string, { document, isNew, newLibrary }: Received): TakenFile {
  const { id, state, pageCount } = document;
  const entry = { file: sentAs, document: id, state, pages: pageCount, isNew };
  if (isNew) return { ...entry, ...(newLibrary !== null && { newLibrary }) };
  return { ...entry, code: 'upload.already-there', reason: 'The library has this file already.' };
}

// Work that was begun waits for room; a file that was not taken has to be sent again.
const noRoom = () =>
  new Failure(
    'unavailable',
    'upload.no-room',
    'The disk is full, so this file was not taken. Make room and send it again.',
  );

export function notTaken({ sentAs, failure }: RefusedFile): TakenFile {
  const note = isFailure(failure) && isNoRoom(failure) ? noteFailure(noRoom()) : noteFailure(failure);
  const state = note.kind === 'unavailable' || note.kind === 'bug' ? 'failed' : 'refused';
  const { code, message: reason, details } = note;
  return { file: sentAs, document: null, state, pages: null, isNew: false, code, reason, details };
}

import { randomBytes } from 'node:crypto';
import { Failure } from '@diachi/domain';
import type { Visitor } from '@diachi/web';

/** What is noted of an upload beside its bytes. */
export type UploadNotes = {
  /** Null when its sender did not say it yet. */
  readonly sizeBytes: number | null;
  readonly owner: string;
  /** In milliseconds; null when it was not noted. */
  readonly begunAtMs: number | null;
};

const nameForm = /^[0-9a-f]{32}$/;

/** Whether this can be the name of an upload; anything else is never looked for. */
export const isUploadName = (raw: string): boolean => nameForm.test(raw);

export const newUploadName = (): string => randomBytes(16).toString('hex');

/** Null for notes that a crash left half written. */
export function parseUploadNotes(text: string): UploadNotes | null {
  const read = readJson(text);
  if (read === null) return null;
  const {
    size,
    metadata,
    creation_date: begun,
  } = read as {
    size?: unknown;
    metadata?: { owner?: unknown } | null;
    creation_date?: unknown;
  };
  const owner = typeof metadata?.owner === 'string' ? metadata.owner : '';
  const begunAtMs = typeof begun === 'string' ? Date.parse(begun) : Number.NaN;
  return {
    sizeBytes: typeof size === 'number' ? size : null,
    owner,
    begunAtMs: Number.isNaN(begunAtMs) ? null : begunAtMs,
  };
}

/** In milliseconds; null for a note nobody can read. */
export function parseLastCame(text: string): number | null {
  const { atMs } = (readJson(text) ?? {}) as { atMs?: unknown };
  // As far as a date goes.
  return Number.isSafeInteger(atMs) && Math.abs(atMs as number) <= 8.64e15 ? (atMs as number) : null;
}

function readJson(text: string): object | null {
  try {
    const raw: unknown = JSON.parse(text);
    return typeof raw === 'object' ? raw : null;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return null;
    throw thrown;
  }
}

export const ownerOf = ({ role, personId }: Visitor): string =>
  role === 'operator' ? 'operator' : `person ${personId}`;

/** Uploads belong to whoever began them. */
export const mayTouch = ({ owner }: UploadNotes, visitor: Visitor): boolean =>
  visitor.role === 'operator' || owner === ownerOf(visitor);

/** Fails with `upload.unfinished` unless all of it has come. */
export function checkWhole(received: number, { sizeBytes }: UploadNotes): void {
  if (received === sizeBytes) return;
  const message = 'This file has not arrived whole yet. Go on with the upload.';
  throw new Failure('conflict', 'upload.unfinished', message, { details: { received } });
}

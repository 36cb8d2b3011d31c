import type { ServerResponse } from 'node:http';
import { Failure, noteFailure } from '@diachi/domain';
import { statusOf, toProblem } from '@diachi/web';
import type { UploadLimits } from './resumable-uploads.ts';

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

export type TusRefusalTools = Pick<UploadLimits, 'maxFileBytes'> & {
  /** Fails with `store.full` when there is no room for so many bytes more. */
  readonly checkRoom: (bytes: number) => Promise<void>;
};

/** How the tus server is told what to answer; it throws plain objects of this form. */
export type TusAnswer = { readonly status_code: number; readonly body: string };

/** A failure as the sender's script reads it: the same problem every other address answers with. */
export function tusAnswer(thrown: unknown): TusAnswer {
  const note = noteFailure(thrown);
  return { status_code: statusOf(note), body: JSON.stringify(toProblem(note, note.message)) };
}

/** What the tus server refused by itself, in our words. Others of its answers (wrong offset, missing header) are the protocol's own. */
export async function tusRefusal(
  thrown: Error | TusAnswer,
  { checkRoom, maxFileBytes }: TusRefusalTools,
): Promise<TusAnswer | undefined> {
  if (thrown instanceof Error) return tusAnswer(thrown);
  if (thrown.status_code === 413) {
    const message = `This file is larger than ${maxFileBytes} bytes, the limit set in MAX_FILE_SIZE.`;
    const details = { limitBytes: maxFileBytes };
    return tusAnswer(new Failure('invalid', 'upload.too-large', message, { details }));
  }
  if (thrown.status_code !== 500) return undefined;
  // It does not say why a write failed. A full disk is waited out, and the sender goes on where it stopped.
  try {
    await checkRoom(0);
  } catch (full) {
    return tusAnswer(full);
  }
  return tusAnswer(
    new Failure('unavailable', 'upload.broken-off', 'The upload was broken off. It goes on where it stopped.'),
  );
}

/** Has an answer say that it is a problem; the tus server calls whatever it answers plain text. */
export function sayProblem(response: ServerResponse): void {
  const writeHead = response.writeHead.bind(response) as (...head: readonly unknown[]) => ServerResponse;
  const saying = (...head: readonly unknown[]) =>
    writeHead(...head.map((part) => (Array.isArray(part) ? withProblemType(part) : part)));
  response.writeHead = saying as ServerResponse['writeHead'];
}

/** Headers as they are handed over: a name, its value, a name, its value. */
const withProblemType = (headers: readonly unknown[]): readonly unknown[] =>
  headers.map((part, place) =>
    place % 2 === 1 && String(headers[place - 1]).toLowerCase() === 'content-type' ? PROBLEM_TYPE : part,
  );

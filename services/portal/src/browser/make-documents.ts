import type { Problem } from './upload-words.ts';

export type SentEntry = { readonly upload: string; readonly sha256: string; readonly name: string };

/** What became of one file. */
export type TakenEntry = Problem & {
  readonly file: string;
  readonly document: string | null;
  readonly state: string;
  readonly isNew: boolean;
};

/** The server would not make documents of what was sent; `problem` says why. */
export class NotMade extends Error {
  override readonly name = 'NotMade';
  readonly status: number;
  readonly problem: Problem;

  constructor(status: number, problem: Problem) {
    super(problem.detail ?? `status ${status}`);
    this.status = status;
    this.problem = problem;
  }
}

/** Makes documents of files that were sent whole. Doing it again after a broken line does no harm. Fails with `NotMade`. */
export async function makeDocuments(
  csrf: string,
  body: { readonly files: readonly SentEntry[]; readonly together: boolean; readonly record: unknown },
): Promise<readonly TakenEntry[]> {
  const response = await fetch('/api/documents', {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', 'x-csrf-token': csrf },
    body: JSON.stringify(body),
  });
  const answer: unknown = await response.json().catch(() => ({}));
  if (!response.ok) throw new NotMade(response.status, answer as Problem);
  return answer as readonly TakenEntry[];
}

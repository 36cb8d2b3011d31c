import { type FailureNote, fieldsOf, textOf } from '@diachi/domain';
import { statusOf } from './problem.ts';

const KINDS = [
  'invalid',
  'missing',
  'conflict',
  'unavailable',
  'bug',
] as const satisfies readonly FailureNote['kind'][];

/** The failure that another of our services answered as a problem, as it was there. Throws what says why it cannot be one of ours. */
export function readProblem(status: number, raw: unknown): FailureNote {
  const problem = fieldsOf(raw);
  const code = textOf(problem['code']);
  const details = Object.entries(fieldsOf(problem['details'])).filter(
    (entry): entry is [string, string | number] => typeof entry[1] === 'string' || typeof entry[1] === 'number',
  );
  const note = { code, message: textOf(problem['detail']), details: Object.fromEntries(details) };
  const kind = KINDS.find((one) => statusOf({ ...note, kind: one }) === status && isFitting(code, one));
  if (kind) return { ...note, kind };
  throw new Error(`${code} is not answered with ${status}`);
}

// Codes with a status of their own have it in every kind.
const isFitting = (code: string, kind: FailureNote['kind']): boolean =>
  code.startsWith('access.too-many-') ? kind === 'unavailable' : (kind === 'bug') === (code === 'bug');

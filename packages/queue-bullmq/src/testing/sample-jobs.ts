import { Failure } from '@diachi/domain';
import { type Job, type Step, step } from '@diachi/jobs';

export type SamplePage = { readonly book: string; readonly page: number };

function parse(raw: unknown): SamplePage {
  const { book, page } = (raw ?? {}) as Record<string, unknown>;
  if (typeof book === 'string' && /^[a-z0-9]+$/.test(book) && typeof page === 'number') return { book, page };
  throw new Failure('invalid', 'work.bad-count', 'That is no page.');
}

const job = (name: string, changed: Partial<Job<SamplePage>> = {}): Job<SamplePage> => ({
  name,
  parse,
  id: ({ book, page }) => `${name}_${book}_${page}`,
  group: ({ book }) => book,
  attempts: 3,
  backoffMs: 20,
  priority: 5,
  ...changed,
});

export const readJob = job('read');
export const shrinkJob = job('shrink', { priority: 4 });
export const bindJob = job('bind', { priority: 3 });
export const sampleJobs = [readJob, shrinkJob, bindJob] as unknown as readonly Job<unknown>[];

/** A book as it is planned in earnest: each page is read and then made small, and all of them are bound. */
export const bookOf = (book: string, pageCount: number): Step =>
  step(
    bindJob,
    { book, page: 0 },
    Array.from({ length: pageCount }, (_, page) => step(shrinkJob, { book, page }, [step(readJob, { book, page })])),
  );

export const pageOf = (book: string, page: number): Step => step(readJob, { book, page });

import { Failure, MAX_PAGES, type PageIndex, parsePageIndex, parseRevision, type Revision } from '@diachi/domain';

/** Work on a whole revision. */
export type RevisionWork = { readonly revision: Revision };

/** Work on one page of it. */
export type PageWork = RevisionWork & { readonly page: PageIndex };

/** Work on a revision whose number of pages is known. */
export type PagesWork = RevisionWork & { readonly pageCount: number };

/** Putting one version of a record, with its published pages, into the search index. */
export type IndexWork = RevisionWork & { readonly recordVersion: number };

export const parseRevisionWork = (raw: unknown): RevisionWork => ({ revision: parseRevision(fields(raw)['revision']) });

export const parsePageWork = (raw: unknown): PageWork => ({
  ...parseRevisionWork(raw),
  page: parsePageIndex(fields(raw)['page']),
});

export const parsePagesWork = (raw: unknown): PagesWork => ({
  ...parseRevisionWork(raw),
  pageCount: parseCount(fields(raw)['pageCount'], MAX_PAGES),
});

export const parseIndexWork = (raw: unknown): IndexWork => ({
  ...parseRevisionWork(raw),
  recordVersion: parseCount(fields(raw)['recordVersion']),
});

export const revisionWorkId = (job: string, { revision }: RevisionWork) =>
  `${job}_${revision.documentId}_r${revision.number}`;

export const pageWorkId = (job: string, work: PageWork) => `${revisionWorkId(job, work)}_p${work.page}`;

const fields = (raw: unknown) => (raw ?? {}) as Record<string, unknown>;

function parseCount(raw: unknown, most = Number.MAX_SAFE_INTEGER): number {
  if (typeof raw === 'number' && Number.isInteger(raw) && raw >= 1 && raw <= most) return raw;
  throw new Failure('invalid', 'work.bad-count', `A count in a job must be a whole number from 1 to ${most}.`);
}

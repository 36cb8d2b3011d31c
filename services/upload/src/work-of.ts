import { isFailure, type PageIndex, parseRevision, type Revision } from '@diachi/domain';
import type { IndexWork, PageWork } from '@diachi/jobs';
import type { JobEvent } from '@diachi/ports';

/** What a step was about. */
export type EventWork = {
  readonly revision: Revision;
  readonly page: PageIndex | null;
  readonly recordVersion: number | null;
};

/** Reads it from what the queue tells, which may come from another process; null when it is about no revision. */
export function workOf(event: JobEvent): EventWork | null {
  const { revision, page, recordVersion } = (event.payload ?? {}) as Partial<PageWork & IndexWork>;
  try {
    return { revision: parseRevision(revision), page: wholeOrNull(page), recordVersion: wholeOrNull(recordVersion) };
  } catch (thrown) {
    if (isFailure(thrown)) return null;
    throw thrown;
  }
}

const wholeOrNull = (raw: unknown) => (Number.isInteger(raw) ? (raw as number) : null);

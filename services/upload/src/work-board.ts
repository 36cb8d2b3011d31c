import type { DocumentId, FailureNote } from '@diachi/domain';
import { forecastSeconds } from './forecast.ts';

/** What is only known while the process runs: how fast pages go, what holds everything up. Every process has its own, from what the queue tells. */
export type WorkBoard = {
  /** A page of this document was read. */
  pageRead(id: DocumentId): void;
  /** A document is not read any more. */
  forgetPace(id: DocumentId): void;
  /** Seconds for so many pages at the pace of one document, or of all; null before there is a pace. */
  forecast(pages: number, id?: DocumentId): number | null;
  /** Why this process holds the work back. */
  paused: FailureNote | null;
  /** What was full when a step last told so. */
  lastFull: FailureNote | null;
  /** Something about a document changed, or about the work as a whole (null). */
  tell(id: DocumentId | null): void;
  follow(listener: (id: DocumentId | null) => void): () => void;
};

const KEPT_TIMES = 60;

export function createWorkBoard(clock: () => Date): WorkBoard {
  const times = new Map<DocumentId | null, number[]>();
  const listeners = new Set<(id: DocumentId | null) => void>();

  const keepTime = (of: DocumentId | null) => {
    const kept = times.get(of) ?? [];
    kept.push(clock().getTime());
    if (kept.length > KEPT_TIMES) kept.shift();
    times.set(of, kept);
  };

  return {
    pageRead: (id) => {
      keepTime(id);
      keepTime(null);
    },
    forgetPace: (id) => void times.delete(id),
    forecast: (pages, id) => forecastSeconds(times.get(id ?? null) ?? [], pages),
    paused: null,
    lastFull: null,
    tell: (id) => {
      for (const listener of listeners) listener(id);
    },
    follow: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

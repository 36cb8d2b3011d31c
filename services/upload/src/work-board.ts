import type { DocumentId, FailureNote } from '@diachi/domain';
import { forecastSeconds } from './forecast.ts';

export type RebuildState = {
  readonly isRunning: boolean;
  readonly done: number;
  /** Null until it is known. */
  readonly planned: number | null;
  /** Files of the store that could not be used; the log names them. */
  readonly problems: number;
  readonly failure: FailureNote | null;
};

/** What is only known while the process runs: who has work in the queue, how fast pages go, what holds everything up. */
export type WorkBoard = {
  begin(id: DocumentId): void;
  end(id: DocumentId): void;
  isUnderWay(id: DocumentId): boolean;
  forgetAll(): void;
  /** A page of this document was read. */
  pageRead(id: DocumentId): void;
  /** Seconds for so many pages at the pace of one document, or of all; null before there is a pace. */
  forecast(pages: number, id?: DocumentId): number | null;
  paused: FailureNote | null;
  rebuild: RebuildState | null;
  /** Something about a document changed, or about the work as a whole (null). */
  tell(id: DocumentId | null): void;
  follow(listener: (id: DocumentId | null) => void): () => void;
};

const KEPT_TIMES = 60;

export function createWorkBoard(clock: () => Date): WorkBoard {
  const underWay = new Set<DocumentId>();
  const times = new Map<DocumentId | null, number[]>();
  const listeners = new Set<(id: DocumentId | null) => void>();

  const keepTime = (of: DocumentId | null) => {
    const kept = times.get(of) ?? [];
    kept.push(clock().getTime());
    if (kept.length > KEPT_TIMES) kept.shift();
    times.set(of, kept);
  };

  return {
    begin: (id) => void underWay.add(id),
    end: (id) => {
      underWay.delete(id);
      times.delete(id);
    },
    isUnderWay: (id) => underWay.has(id),
    forgetAll: () => underWay.clear(),
    pageRead: (id) => {
      keepTime(id);
      keepTime(null);
    },
    forecast: (pages, id) => forecastSeconds(times.get(id ?? null) ?? [], pages),
    paused: null,
    rebuild: null,
    tell: (id) => {
      for (const listener of listeners) listener(id);
    },
    follow: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

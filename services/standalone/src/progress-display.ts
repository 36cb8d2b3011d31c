import type { Words } from './words-vi.ts';

/** How far one document is. */
type DocumentProgress = {
  readonly id: string;
  readonly title: string;
  readonly done: number;
  readonly planned: number;
  /** Null until enough is done to tell. */
  readonly remainingSeconds: number | null;
};

/** Where a person sees how far the work is. */
export type ProgressDisplay = {
  show(progress: DocumentProgress): void;
  /** The document is no longer in work. */
  finish(id: string): void;
  /** Text that stays, above what moves. */
  say(text: string): void;
  close(): void;
};

const LINE_EVERY_MS = 15_000;

/** For what is no terminal: a line when a document's work begins and then at most every 15 seconds. */
export function createProgressLines(words: Words, say: (text: string) => void, clock = Date.now): ProgressDisplay {
  const told = new Map<string, number>();
  return {
    show: ({ id, title, done, planned, remainingSeconds }) => {
      const now = clock();
      if (planned === 0 || now - (told.get(id) ?? Number.NEGATIVE_INFINITY) < LINE_EVERY_MS) return;
      told.set(id, now);
      say(`${words.reading(title, done, planned, writeDuration(remainingSeconds, words))}\n`);
    },
    finish: (id) => void told.delete(id),
    say,
    close: () => {},
  };
}

/** A forecast in words, rounded as far as it can be trusted; empty when there is none. */
export function writeDuration(forecastSeconds: number | null, words: Words): string {
  if (forecastSeconds === null) return '';
  const seconds = Math.max(1, Math.round(forecastSeconds));
  if (seconds < 90) return words.seconds(seconds < 20 ? seconds : Math.round(seconds / 10) * 10);
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? words.minutes(minutes) : words.hours(Math.round(minutes / 6) / 10);
}

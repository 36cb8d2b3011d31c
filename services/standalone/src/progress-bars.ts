import { MultiBar, type SingleBar } from 'cli-progress';
import type { ProgressDisplay } from './progress-display.ts';
import { writeDuration } from './progress-display.ts';
import type { Words } from './words-vi.ts';

const TITLE_WIDTH = 36;
/** More bars than a small terminal has lines cannot be drawn over. */
const MOST_BARS = 12;

/** For a terminal: one bar per document in work, what was said staying above. */
export function createProgressBars(words: Words, stream: NodeJS.WriteStream): ProgressDisplay {
  const bars = new Map<string, SingleBar>();
  const all = new MultiBar({
    stream,
    format: '{title} [{bar}] {value}/{total} {rest}',
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 24,
    hideCursor: true,
    clearOnComplete: true,
    linewrap: false,
    gracefulExit: false,
    fps: 5,
  });
  return {
    show: ({ id, title, done, planned, remainingSeconds }) => {
      if (planned === 0 || (bars.size >= MOST_BARS && !bars.has(id))) return;
      const rest = writeDuration(remainingSeconds, words);
      const shown = { title: fit(title), rest: rest === '' ? '' : `· ${rest}` };
      const bar = bars.get(id) ?? all.create(planned, done, shown);
      bars.set(id, bar);
      bar.setTotal(planned);
      bar.update(done, shown);
    },
    finish: (id) => {
      const bar = bars.get(id);
      if (!bar) return;
      bar.stop();
      all.remove(bar);
      bars.delete(id);
    },
    say: (text) => {
      if (bars.size === 0) stream.write(text);
      else all.log(text);
    },
    close: () => {
      // Stopping gives the cursor back, which nobody took while there was no bar.
      if (bars.size > 0) all.stop();
      bars.clear();
    },
  };
}

// NFC first, so that a letter with its marks is one place wide.
function fit(title: string): string {
  const letters = [...title.normalize('NFC').replace(/[\p{Cc}\p{Cf}]/gu, ' ')];
  return letters.length > TITLE_WIDTH
    ? `${letters.slice(0, TITLE_WIDTH - 1).join('')}…`
    : letters.join('').padEnd(TITLE_WIDTH);
}

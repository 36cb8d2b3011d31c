import type { Line } from './line.ts';

const endsSentence = /[.!?:;…][”"»’')\]]*$/;
const divided = /\p{L}[-\u2010\u00AD\u00AC]$/u;
const startsSmall = /^[“"«(]?\p{Ll}/u;

/** How well a line goes on from the one before it: 1 where a sentence runs on, -1 where one that ended would. */
function readsOn(line: Line, previous: Line): number {
  const isSmall = startsSmall.test(line.text);
  if (divided.test(previous.text)) return isSmall ? 1 : 0;
  if (endsSentence.test(previous.text)) return isSmall && !/[:;]$/.test(previous.text) ? -1 : 0.5;
  return isSmall ? 1 : 0;
}

/** The same over lines in an order; only what lies between the lines counts, so two orders of the same lines can be compared. */
export const flowOf = (lines: readonly Line[]): number =>
  lines.reduce((sum, line, place) => {
    const previous = lines[place - 1];
    return previous ? sum + readsOn(line, previous) : sum;
  }, 0);

import type { Box, Word } from '@diachi/page-text';
import { lettersIn } from './missed-to-read.ts';

/** Of a line that was seen so much has words over it once it was read. */
const MOST_READ = 0.5;

/** About how many letters stand in lines of ink where no word was read in the end. */
export function stillMissed(lines: readonly Box[], words: readonly Word[]): number {
  const missed = lines.filter((line) => coveredWidth(line, words) < line.width * MOST_READ);
  return Math.round(missed.reduce((sum, line) => sum + lettersIn(line), 0));
}

function coveredWidth(line: Box, words: readonly Word[]): number {
  const middle = line.y + line.height / 2;
  let covered = 0;
  for (const { box } of words) {
    if (middle < box.y || middle > box.y + box.height) continue;
    covered += Math.max(0, Math.min(line.x + line.width, box.x + box.width) - Math.max(line.x, box.x));
  }
  return covered;
}

import { canonicalWord } from '../canonical-word.ts';

/** What stands for every number, and for signs made of letters and digits: which one it was says nothing of its neighbours. */
export const NUMBER_WORD = '#';

const WORD = /[\p{L}\p{M}]+(?:['’ʼ][\p{L}\p{M}]+)*|[\p{N}][\p{L}\p{M}\p{N}]*(?:[.,/:][\p{N}]+)*/gu;
// A space, the end of a line, or a hyphen of the old spelling (thư-viện). An empty line and any other sign part neighbours.
const JOINT = /^(?:[^\S\n]*\n?[^\S\n]*|[-\u2010\u2011\u00ad])$/;
const LONGEST_WORD = 24;

/** The words of a text in `canonicalWord` form, cut where a sign or an empty line parts them: only words of one run are neighbours. */
export function* wordRuns(text: string): Generator<readonly string[]> {
  const composed = text.normalize('NFC');
  let run: string[] = [];
  let end = 0;
  for (const { 0: word, index } of composed.matchAll(WORD)) {
    if (run.length > 0 && !JOINT.test(composed.slice(end, index))) {
      yield run;
      run = [];
    }
    end = index + word.length;
    // What is longer is no word but a line of dots or letters, and nothing is to be learned from it.
    if (word.length <= LONGEST_WORD) run.push(/\p{N}/u.test(word) ? NUMBER_WORD : canonicalWord(word));
  }
  if (run.length > 0) yield run;
}

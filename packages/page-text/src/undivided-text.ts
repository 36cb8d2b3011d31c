import { restOfDivided, undivided } from './arrange/divisions.ts';
import type { PageText, Word } from './page-text.ts';
import { linesOf, lineText } from './plain-text.ts';

/**
 * A page's text with the words that are divided at the ends of lines put together, for those who look for words or hear them: what stands
 * around the text of the page, running heads and page numbers, comes after it. Only of a page whose blocks were told apart.
 */
export function undividedText(text: PageText): string {
  if (text.kind !== 'read') return '';
  const said = undividedWords(text);
  const flow: string[] = [];
  const around: string[] = [];
  let previous: number | undefined;
  for (const line of linesOf(text)) {
    const block = line[0]?.block ?? 0;
    const role = text.blocks[block]?.role;
    const into = role === 'running-head' || role === 'page-number' ? around : flow;
    const written = lineText(line, (word) => said.get(word) ?? word.text);
    if (block !== previous && into.length > 0) into.push('');
    if (written !== '') into.push(written);
    previous = block;
  }
  const parts = [flow, around].filter((lines) => lines.length > 0);
  return parts.map((lines) => `${lines.join('\n')}\n`).join('\n');
}

/** What to say for words that are divided: all of it for the first part, nothing for what goes on at the next line. */
const undividedWords = (text: PageText & { readonly kind: 'read' }): ReadonlyMap<Word, string> =>
  new Map([...dividedWords(text)].map(([word, { whole, isFirst }]) => [word, isFirst ? whole : '']));

/** A part of a word that is divided at the end of a line, or of two. */
export type DividedPart = { readonly whole: string; readonly isFirst: boolean };

/** The parts of divided words, each with the whole word. */
export function dividedWords(text: PageText & { readonly kind: 'read' }): ReadonlyMap<Word, DividedPart> {
  const goesOn = new Map<Word, Word>();
  for (const [place, word] of text.words.entries()) {
    const rest = word.division && restOfDivided(text.words, text.blocks, place);
    if (rest) goesOn.set(word, rest);
  }
  const rests = new Set(goesOn.values());
  const parts = new Map<Word, DividedPart>();
  for (const first of goesOn.keys()) {
    if (rests.has(first)) continue;
    const chain = chainFrom(first, goesOn);
    const whole = chain.reduceRight(
      (rest, word) => (word.division ? undivided(word.text, word.division, rest) : word.text),
      '',
    );
    for (const word of chain) parts.set(word, { whole, isFirst: word === first });
  }
  return parts;
}

function chainFrom(first: Word, goesOn: ReadonlyMap<Word, Word>): readonly Word[] {
  const chain: Word[] = [];
  for (let word: Word | undefined = first; word; word = goesOn.get(word)) chain.push(word);
  return chain;
}

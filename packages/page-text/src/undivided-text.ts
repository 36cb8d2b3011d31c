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
export function undividedWords(text: PageText & { readonly kind: 'read' }): ReadonlyMap<Word, string> {
  const said = new Map<Word, string>();
  // From the end, so that a word divided over three lines comes together too.
  for (let place = text.words.length - 1; place >= 0; place--) {
    const word = text.words[place];
    if (!word?.division) continue;
    const rest = restOfDivided(text.words, text.blocks, place);
    if (!rest) continue;
    said.set(word, undivided(word.text, word.division, said.get(rest) ?? rest.text));
    said.set(rest, '');
  }
  return said;
}

import { blocksOf, divisionOf, type PageText, undivided, undividedText } from '@diachi/page-text';
import { isSyllable } from '@diachi/vietnamese';

/**
 * A page as search reads it: its lines, with words that were divided at the end of a line put together again, and running heads after
 * the text. Pages read before blocks were told apart are put together here, by the same rule.
 */
export function searchableText(text: PageText, language: string): string {
  if (text.kind === 'read' && text.blocks.length > 0) return undividedText(text);
  const blocks = blocksOf(text).map((lines) => lines.map((line) => line.map((word) => word.text)));
  const all = blocks.flat();
  // From the end, so that a word divided over three lines comes together too.
  for (let place = all.length - 2; place >= 0; place--) {
    const [line, next] = [all[place], all[place + 1]];
    if (line && next) joinOver(line, next, language);
  }
  return blocks
    .map((lines) => lines.filter((line) => line.length > 0).map((line) => `${line.join(' ')}\n`))
    .map((lines) => lines.join(''))
    .filter((block) => block !== '')
    .join('\n');
}

/** Moves the rest of a divided word up from the next line. */
function joinOver(line: string[], next: string[], language: string): void {
  const last = line.at(-1);
  const rest = next[0];
  if (last === undefined || rest === undefined) return;
  const division = divisionOf(last, rest, language.startsWith('vie') ? isSyllable : undefined);
  if (!division) return;
  line[line.length - 1] = undivided(last, division, rest);
  next.shift();
}

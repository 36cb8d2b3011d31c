import { blocksOf, type PageText } from '@diachi/page-text';
import { isSyllable } from '@diachi/vietnamese';

/** A word divided at the end of a line: its first part, and the sign that divides it. */
const divided = /^(?<stem>.*\p{L})(?<sign>[-\u2010\u00AD\u00AC])$/u;
const startsSmall = /^\p{Ll}/u;
const startsWithLetter = /^\p{L}/u;

/**
 * A page as search reads it: its lines, with words that were divided at the end of a line put together again. Old Vietnamese print joins
 * syllables with hyphens (Lai-Châu): there the hyphen stays, since each part is a word of its own.
 */
export function searchableText(text: PageText, language: string): string {
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
  const parts = divided.exec(line.at(-1) ?? '')?.groups;
  const rest = next[0];
  if (!parts || rest === undefined || !startsWithLetter.test(rest)) return;
  const { stem = '', sign = '' } = parts;
  const isVietnamese = language.startsWith('vie') && isSyllable(lastPart(stem)) && isSyllable(firstPart(rest));
  const isHyphen = sign === '-' || sign === '\u2010';
  const keepsHyphen = isHyphen && (isVietnamese || !startsSmall.test(rest));
  line[line.length - 1] = `${stem}${keepsHyphen ? '-' : ''}${rest}`;
  next.shift();
}

const lastPart = (word: string) => /\p{L}[\p{L}\p{M}]*$/u.exec(word)?.[0] ?? '';
const firstPart = (word: string) => /^[\p{L}\p{M}]+/u.exec(word)?.[0] ?? '';

import { readAnswer, type ToldAnswer } from '@diachi/oai-pmh';
import { parseXml, XmlError } from '@diachi/xml';

/** A record that cannot be read, by its name as far as that can be made out. */
export type BrokenRecord = { readonly identifier: string; readonly isBroken: true };

export type PageRead = { readonly answer: ToldAnswer; readonly broken: readonly BrokenRecord[] };

/**
 * Reads a page of a list. One record with a stray character or a byte that is no letter must not hide all the others, and the token of the next
 * page: where the page cannot be read as a whole, each of its records is read for itself, and those that cannot be are taken out and named. Fails
 * as `readAnswer`, with the fault of the whole page, when that does not help.
 */
export function readBrokenPage(body: Uint8Array, most: number): PageRead {
  try {
    return { answer: readAnswer(body, most), broken: [] };
  } catch (thrown) {
    if (!(thrown instanceof XmlError) || !['malformed', 'encoding'].includes(thrown.fault)) throw thrown;
    const mended = withoutBroken(new TextDecoder('utf-8').decode(body).replace(noCharacter, ' '));
    if (mended === null) throw thrown;
    const { text, broken } = mended;
    try {
      return { answer: readAnswer(new TextEncoder().encode(text), most), broken };
    } catch (again) {
      if (again instanceof XmlError) throw thrown;
      throw again;
    }
  }
}

/** What XML has no place for, written as it is or by its number: left by word processors, it says nothing. Source: XML 1.0, section 2.2. */
const noCharacter =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|fff[ef])|0*(?:[0-8]|1[124-9]|2\d|3[01]));/gi;
/** What a decoder puts where bytes are no letter. */
const NO_LETTER = '\uFFFD';
const recordTags = /<(\/?)((?:[\w.-]+:)?record)\b[^<>]*?(\/?)>/g;

/** The page without the records that cannot be read; null when there is no beginning of OAI-PMH to read them by, or what is around them is damaged. */
function withoutBroken(page: string): { readonly text: string; readonly broken: readonly BrokenRecord[] } | null {
  const [root] = /<(?:[\w.-]+:)?OAI-PMH\b[^<>]*>/.exec(page) ?? [];
  if (!root) return null;
  const end = `</${root.slice(1).split(/[\s>]/)[0]}>`;
  const kept: string[] = [];
  const broken: BrokenRecord[] = [];
  let from = 0;
  for (const [first, last] of recordsIn(page)) {
    const record = page.slice(first, last);
    if (!record.includes(NO_LETTER) && isReadable(`${root}${record}${end}`)) continue;
    kept.push(page.slice(from, first));
    broken.push({ identifier: nameIn(record), isBroken: true });
    from = last;
  }
  const text = `${kept.join('')}${page.slice(from)}`;
  // Where none of the records has it, it may stand in the token.
  return text.includes(NO_LETTER) ? null : { text, broken };
}

/** Where records of the list begin and end. MARC has records of its own inside them. */
function* recordsIn(page: string): Generator<readonly [number, number]> {
  let depth = 0;
  let first = 0;
  for (const { 0: tag, 1: isEnd, 3: isEmpty, index } of page.matchAll(recordTags)) {
    if (isEmpty) continue;
    if (!isEnd && depth === 0) first = index;
    depth += isEnd ? -1 : 1;
    if (depth < 0) return;
    if (isEnd && depth === 0) yield [first, index + tag.length];
  }
}

function isReadable(xml: string): boolean {
  try {
    parseXml(xml);
    return true;
  } catch (thrown) {
    if (thrown instanceof XmlError) return false;
    throw thrown;
  }
}

const nameIn = (record: string): string =>
  /<(?:[\w.-]+:)?identifier>([^<]{1,1000})</.exec(record)?.[1]?.trim().replaceAll('&amp;', '&') || '?';

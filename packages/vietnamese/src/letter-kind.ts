/** What a character is to the words around it. */
type LetterKind = 'letter' | 'ideograph' | 'apostrophe' | 'unwritten' | 'gap';

const kinds: readonly LetterKind[] = Array.from({ length: 0x2000 }, (_, unit) => kindOf(String.fromCharCode(unit)));

/** What stands at a place of a text; a gap beyond its ends. */
export function letterKind(text: string, at: number): LetterKind {
  const unit = text.charCodeAt(at);
  if (unit < kinds.length) return kinds[unit] as LetterKind;
  return at < text.length ? kindOf(String.fromCodePoint(text.codePointAt(at) as number)) : 'gap';
}

function kindOf(character: string): LetterKind {
  if (character === "'" || character === '’' || character === 'ʼ') return 'apostrophe';
  if (/[\u00ad\u200b-\u200d\u2060\ufeff]/.test(character)) return 'unwritten';
  if (/\p{Script=Han}/u.test(character)) return 'ideograph';
  return /[\p{L}\p{N}\p{M}]/u.test(character) ? 'letter' : 'gap';
}

/** Folded forms of the code units below this are worked out once; nearly every letter of a page is among them. */
const TABLE_END = 0x2000;

// Letters that look like a marked Latin letter but do not decompose into one.
const lookalikes: Readonly<Record<string, string>> = {
  đ: 'd',
  Đ: 'd',
  // Eth and African D are what some fonts and keyboards give for Đ.
  ð: 'd',
  Ð: 'd',
  ɖ: 'd',
  Ɖ: 'd',
  ł: 'l',
  Ł: 'l',
  ø: 'o',
  Ø: 'o',
  ı: 'i',
};

// Keeps the length: half a character comes back as one mark of damage, and a byte order mark stays.
const utf16 = new TextDecoder('utf-16le', { ignoreBOM: true });

const table = Uint16Array.from({ length: TABLE_END }, (_, unit) => foldUnit(String.fromCharCode(unit)).charCodeAt(0));

/**
 * The text in small letters without tone and vowel marks, đ as d. Exactly as long as the NFC form of the text, so that
 * a place found in one is a place in the other. Marks that belong to no letter stay where they are.
 */
export function fold(text: string): string {
  const composed = text.normalize('NFC');
  const units = new Uint16Array(composed.length);
  for (let at = 0; at < composed.length; at += 1) {
    const unit = composed.charCodeAt(at);
    units[at] = unit < TABLE_END ? (table[unit] as number) : foldRareUnit(unit);
  }
  return utf16.decode(units);
}

function foldUnit(letter: string): string {
  const lookalike = lookalikes[letter];
  if (lookalike) return lookalike;
  const base = letter.normalize('NFD').charAt(0);
  if (/[a-z]/i.test(base)) return base.toLowerCase();
  const small = letter.toLowerCase();
  return small.length === 1 ? small : letter;
}

function foldRareUnit(unit: number): number {
  // Full-width forms, as Chinese and Japanese keyboards write Latin letters and digits.
  if (unit >= 0xff01 && unit <= 0xff5e) return table[unit - 0xfee0] as number;
  if (unit >= 0x2e80 && unit <= 0xdfff) return unit;
  const small = String.fromCharCode(unit).toLowerCase();
  return small.length === 1 ? small.charCodeAt(0) : unit;
}

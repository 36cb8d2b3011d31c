/** What Windows-1252 shows for the bytes 80–9F; the five it leaves open come through as control characters. */
const WINDOWS_1252_80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const byteOf = new Map<string, number>();
for (let byte = 0x80; byte <= 0xff; byte += 1) {
  byteOf.set(byte < 0xa0 ? WINDOWS_1252_80.charAt(byte - 0x80) : String.fromCharCode(byte), byte);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Whether a text is UTF-8 that was read as Windows-1252: `Viá»‡t` for `Việt`. True when at least a third of its words with
 * anything beyond ASCII are of that kind.
 */
export function isMojibake(text: string): boolean {
  const words = text.split(/[\s\u00a0]+/).filter((word) => /[^\0-\x7f]/.test(word));
  const garbled = words.filter(isGarbled).length;
  return garbled > 0 && garbled * 3 >= words.length;
}

// Only Latin letters count: a word such as “Â°” might well be meant.
function isGarbled(word: string): boolean {
  return (word.match(/[Â-ô][^\0-\x7f]{1,3}/g) ?? []).some((run) => [2, 3].some((length) => decodes(run, length)));
}

function decodes(run: string, length: number): boolean {
  const bytes = [...run.slice(0, length)].map((character) => byteOf.get(character));
  if (bytes.length !== length || bytes.includes(undefined)) return false;
  try {
    return /^\p{Script=Latin}$/u.test(utf8.decode(Uint8Array.from(bytes as number[])));
  } catch {
    // Not UTF-8: the letters stand for themselves.
    return false;
  }
}

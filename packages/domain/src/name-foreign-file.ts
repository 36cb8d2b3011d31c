import { firstCharacters } from './first-bytes.ts';

/** Name, signature, and where in the file it stands. */
const SIGNATURES: readonly (readonly [name: string, signature: string, at: number])[] = [
  ['ZIP', 'PK\x03\x04', 0],
  ['ZIP', 'PK\x05\x06', 0],
  ['RAR', 'Rar!\x1a\x07', 0],
  ['7z', '7z\xbc\xaf\x27\x1c', 0],
  ['gzip', '\x1f\x8b', 0],
  ['Windows program', 'MZ', 0],
  ['Linux program', '\x7fELF', 0],
  ['macOS program', '\xcf\xfa\xed\xfe', 0],
  ['macOS program', '\xca\xfe\xba\xbe', 0],
  ['script', '#!', 0],
  ['Microsoft Office', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 0],
  ['RTF', '{\\rtf', 0],
  ['PostScript', '%!PS', 0],
  ['DjVu', 'AT&TFORM', 0],
  ['GIF', 'GIF8', 0],
  ['BMP', 'BM', 0],
  ['Photoshop', '8BPS', 0],
  ['JPEG XL', '\xff\x0a', 0],
  ['JPEG XL', '\0\0\0\x0cJXL ', 0],
  ['AVIF', 'ftypavi', 4],
  ['video', 'ftypisom', 4],
  ['video', 'ftypmp4', 4],
  ['video', 'ftypM4', 4],
  ['video', 'ftypqt  ', 4],
];

const beforeMarkup = /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)?/;

/**
 * Names a file that is known and is no scan, by its first bytes: `ZIP`, `Windows program`, `HTML`. Null for what the
 * library takes and for what nobody knows.
 */
export function nameForeignFile(firstBytes: Uint8Array): string | null {
  const text = firstCharacters(firstBytes);
  const signed = SIGNATURES.find(([, signature, at]) => text.startsWith(signature, at));
  if (signed) return signed[0];
  const markup = text.slice(0, 1_024).replace(beforeMarkup, '').toLowerCase();
  if (/^<(?:!doctype\s+svg|svg)\b/.test(markup)) return 'SVG';
  if (/^<(?:!doctype\s+html|html|head|body|script)\b/.test(markup)) return 'HTML';
  return null;
}

import { firstCharacters } from './first-bytes.ts';

/** What a file can be that is known and is no scan. These are codes: what each is called is said by whoever shows it. */
export const FOREIGN_FILES = [
  'zip',
  'rar',
  '7z',
  'gzip',
  'windows-program',
  'linux-program',
  'macos-program',
  'script',
  'microsoft-office',
  'rtf',
  'postscript',
  'djvu',
  'gif',
  'bmp',
  'photoshop',
  'jpeg-xl',
  'avif',
  'video',
  'svg',
  'html',
] as const;

export type ForeignFile = (typeof FOREIGN_FILES)[number];

/** What it is, its signature, and where in the file that stands. */
const SIGNATURES: readonly (readonly [file: ForeignFile, signature: string, at: number])[] = [
  ['zip', 'PK\x03\x04', 0],
  ['zip', 'PK\x05\x06', 0],
  ['rar', 'Rar!\x1a\x07', 0],
  ['7z', '7z\xbc\xaf\x27\x1c', 0],
  ['gzip', '\x1f\x8b', 0],
  ['windows-program', 'MZ', 0],
  ['linux-program', '\x7fELF', 0],
  ['macos-program', '\xcf\xfa\xed\xfe', 0],
  ['macos-program', '\xca\xfe\xba\xbe', 0],
  ['script', '#!', 0],
  ['microsoft-office', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 0],
  ['rtf', '{\\rtf', 0],
  ['postscript', '%!PS', 0],
  ['djvu', 'AT&TFORM', 0],
  ['gif', 'GIF8', 0],
  ['bmp', 'BM', 0],
  ['photoshop', '8BPS', 0],
  ['jpeg-xl', '\xff\x0a', 0],
  ['jpeg-xl', '\0\0\0\x0cJXL ', 0],
  ['avif', 'ftypavi', 4],
  ['video', 'ftypisom', 4],
  ['video', 'ftypmp4', 4],
  ['video', 'ftypM4', 4],
  ['video', 'ftypqt  ', 4],
];

const beforeMarkup = /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)?/;

/** Names a file that is known and is no scan, by its first bytes. Null for what the library takes and for what nobody knows. */
export function nameForeignFile(firstBytes: Uint8Array): ForeignFile | null {
  const text = firstCharacters(firstBytes);
  const signed = SIGNATURES.find(([, signature, at]) => text.startsWith(signature, at));
  if (signed) return signed[0];
  const markup = text.slice(0, 1_024).replace(beforeMarkup, '').toLowerCase();
  if (/^<(?:!doctype\s+svg|svg)\b/.test(markup)) return 'svg';
  if (/^<(?:!doctype\s+html|html|head|body|script)\b/.test(markup)) return 'html';
  return null;
}

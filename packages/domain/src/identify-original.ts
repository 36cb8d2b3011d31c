import { firstCharacters } from './first-bytes.ts';
import { nameForeignFile } from './name-foreign-file.ts';
import type { OriginalType } from './original.ts';

const SIGNATURES: readonly (readonly [OriginalType, string])[] = [
  ['image/jpeg', '\xff\xd8\xff'],
  ['image/png', '\x89PNG\r\n\x1a\n'],
  // Classic TIFF and BigTIFF, in both byte orders.
  ['image/tiff', 'II*\0'],
  ['image/tiff', 'MM\0*'],
  ['image/tiff', 'II+\0'],
  ['image/tiff', 'MM\0+'],
  // A JPEG 2000 file, or its bare code stream.
  ['image/jp2', '\0\0\0\x0cjP  '],
  ['image/jp2', '\xff\x4f\xff\x51'],
];

/**
 * Tells by its first bytes what a file is, whatever it is called. Null for everything the library does not take:
 * `nameForeignFile` may know what that is. The whole file may still turn out to be damaged.
 */
export function identifyOriginal(firstBytes: Uint8Array): OriginalType | null {
  if (nameForeignFile(firstBytes) !== null) return null;
  const text = firstCharacters(firstBytes);
  const signed = SIGNATURES.find(([, signature]) => text.startsWith(signature));
  if (signed) return signed[0];
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'image/webp';
  if (isHeic(text)) return 'image/heic';
  // Readers accept a PDF's header anywhere in the first 1,024 bytes, and mail programs do put things before it.
  const header = text.indexOf('%PDF-');
  return header >= 0 && header < 1_024 ? 'application/pdf' : null;
}

const heicBrand = /hei[cxms]|hev[cxms]/;

/** Phones often write the general brand `mif1` first and the real one in the list after it. */
function isHeic(text: string): boolean {
  if (!text.startsWith('ftyp', 4)) return false;
  const brand = text.slice(8, 12);
  if (brand !== 'mif1' && brand !== 'msf1') return heicBrand.test(brand);
  const sizeBytes = [0, 1, 2, 3].reduce((size, at) => size * 256 + text.charCodeAt(at), 0);
  return heicBrand.test(text.slice(16, Math.min(sizeBytes, 256)));
}

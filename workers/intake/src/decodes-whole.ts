import { readFile } from 'node:fs/promises';
import { overloaded, saysOverloaded } from '@diachi/domain';
import sharp from 'sharp';
import { isJpegWhole } from './is-jpeg-whole.ts';

/** Decoded this much smaller where the format can: every packed byte is still gone through, in less time. */
const SHRINK = 8;

/**
 * Whether everything that is packed in a picture can be unpacked. Decoders go on after what they cannot read and leave it white or grey,
 * so that a lost page looks like a blank one: only their warnings tell. Fails with `machine.overloaded`.
 */
export async function decodesWhole(source: string | Uint8Array): Promise<boolean> {
  const facts = await quietly(() => sharp(source, { limitInputPixels: false }).metadata());
  if (!facts) return false;
  // Warnings about a PNG or WebP, and about a JPEG whose codes have been gone through, are about what stands beside the pixels.
  const jpeg = facts.format !== 'jpeg' ? null : typeof source === 'string' ? await readFile(source) : source;
  const known = jpeg && isJpegWhole(jpeg);
  if (known === false) return false;
  const isJudgedByWarnings = facts.format === 'tiff' || (jpeg !== null && known === null);
  return decodes(jpeg ?? source, facts.width, isJudgedByWarnings ? 'warning' : 'error');
}

async function decodes(source: string | Uint8Array, widthPx: number, failOn: 'warning' | 'error'): Promise<boolean> {
  const opened = sharp(source, { failOn, limitInputPixels: false, sequentialRead: true });
  const width = Math.max(1, Math.round(widthPx / SHRINK));
  return (await quietly(() => opened.resize({ width }).raw().toBuffer())) !== null;
}

async function quietly<Result>(work: () => Promise<Result>): Promise<Result | null> {
  try {
    return await work();
  } catch (thrown) {
    if (saysOverloaded(thrown)) throw overloaded(thrown);
    return null;
  }
}

import { overloaded, saysOverloaded } from '@diachi/domain';
import sharp, { type Sharp } from 'sharp';
import { encodePicture } from './encode-picture.ts';
import type { Picture } from './pdf-reader.ts';

export type PlainOptions = {
  /** Which of a TIFF's pictures, from 0. */
  readonly directory: number;
  readonly maxPixels: number;
};

/** `salvaged` is as much of a damaged picture as can be read. */
export type Taken =
  | { readonly kind: 'whole' | 'salvaged'; readonly picture: Picture }
  | { readonly kind: 'unreadable'; readonly cause: unknown };

/** A picture in eight bits (or one, where it has no more), grey or red-green-blue, upright and on white. Fails with `machine.overloaded`. */
export async function plainPicture(
  source: string | Uint8Array,
  { directory, maxPixels }: PlainOptions,
): Promise<Taken> {
  const take = async (failOn: 'warning' | 'none'): Promise<Picture> => {
    const opened = sharp(source, { page: directory, limitInputPixels: maxPixels, failOn, sequentialRead: true });
    const { bitsPerSample, channels, space, hasAlpha } = await opened.metadata();
    const isGrey = space === 'b-w' || space === 'grey16';
    const upright = opened.autoOrient();
    const onWhite = hasAlpha ? upright.flatten({ background: '#ffffff' }) : upright;
    return encodePicture(inPlainColours(onWhite, isGrey), bitsPerSample === 1 && channels === 1);
  };
  const ways = [
    ['whole', 'warning'],
    ['salvaged', 'none'],
  ] as const;
  let cause: unknown;
  for (const [kind, failOn] of ways) {
    try {
      return { kind, picture: await take(failOn) };
    } catch (thrown) {
      if (saysOverloaded(thrown)) throw overloaded(thrown);
      cause ??= thrown;
    }
  }
  return { kind: 'unreadable', cause };
}

const inPlainColours = (picture: Sharp, isGrey: boolean): Sharp => picture.toColourspace(isGrey ? 'b-w' : 'srgb');

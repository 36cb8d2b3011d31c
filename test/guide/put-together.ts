import sharp from 'sharp';

const GAP = 16;
const GROUND = '#d9dde3';

/** Pictures beside each other, each brought to one height. */
export async function besideEachOther(pictures: readonly Buffer[], height: number): Promise<Buffer> {
  const panels = await Promise.all(
    pictures.map((picture) => sharp(picture).resize({ height }).png().toBuffer({ resolveWithObject: true })),
  );
  const width = panels.reduce((sum, { info }) => sum + info.width + GAP, GAP);
  let left = GAP;
  const placed = panels.map(({ data, info }) => {
    const at = { input: data, left, top: GAP };
    left += info.width + GAP;
    return at;
  });
  return sharp({ create: { width, height: height + 2 * GAP, channels: 3, background: GROUND } })
    .composite(placed)
    .png()
    .toBuffer();
}

/** Pictures below one another, each brought to one width; `isCoarse` shows their pixels as they are. */
export async function belowEachOther(pictures: readonly Buffer[], width: number, isCoarse: boolean): Promise<Buffer> {
  const kernel = isCoarse ? 'nearest' : 'lanczos3';
  const panels = await Promise.all(
    pictures.map((picture) => sharp(picture).resize({ width, kernel }).png().toBuffer({ resolveWithObject: true })),
  );
  const height = panels.reduce((sum, { info }) => sum + info.height + GAP, GAP);
  let top = GAP;
  const placed = panels.map(({ data, info }) => {
    const at = { input: data, left: GAP, top };
    top += info.height + GAP;
    return at;
  });
  return sharp({ create: { width: width + 2 * GAP, height, channels: 3, background: GROUND } })
    .composite(placed)
    .png()
    .toBuffer();
}

/** A part of a picture, in shares of its width and height. */
export async function partOf(
  picture: Buffer,
  { from, to }: { readonly from: readonly [number, number]; readonly to: readonly [number, number] },
): Promise<Buffer> {
  const { width, height } = await sharp(picture).metadata();
  const [left, top] = [Math.round(from[0] * width), Math.round(from[1] * height)];
  const size = { width: Math.round(to[0] * width) - left, height: Math.round(to[1] * height) - top };
  return sharp(picture)
    .extract({ left, top, ...size })
    .png()
    .toBuffer();
}

import { staticTiles } from '@diachi/iiif';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { publishImage } from '../../testing/published-image.ts';
import { openSmallLibrary, type SmallLibrary } from '../../testing/small-library.ts';

let library: SmallLibrary;

beforeAll(async () => {
  library = await openSmallLibrary();
});

afterAll(() => library.close());

// One to seventeen pixels beyond a tile, odd and even, and so long that a smaller picture is one pixel wide beyond a tile.
const PAGES = [
  [1_537, 1_311],
  [2_064, 1_025],
  [2_065, 1_041],
  [513, 4_101],
  [4_105, 527],
] as const;

/** How much lighter squares are: at an edge that falls between two pixels, one of them may be in the wrong square. */
const LIGHT = 16;
/** Of 255: how far a tile, and a column or row at its edges, may be from the page on average. */
const NEAR = 4;
const NEAR_AT_EDGES = LIGHT + 2;

test.each(
  PAGES.flatMap(([width, height]) => [
    { width, height, isGrey: false, pyramid: 'filled-up' } as const,
    { width, height, isGrey: true, pyramid: 'filled-up' } as const,
    // Colours at the edges of one that was not filled up are mixed with the black beyond them.
    { width, height, isGrey: true, pyramid: 'as-large' } as const,
  ]),
)(
  'every tile of a page of $width × $height is as large as promised and has its pixels (grey: $isGrey, pyramid: $pyramid)',
  async ({ width, height, isGrey, pyramid }) => {
    const title = `${width} × ${height} ${isGrey} ${pyramid}`;
    const page = await publishImage(library, title, {
      widthPx: width,
      heightPx: height,
      isGrey,
      pyramid,
      pixels: pixelsOf(width, height),
    });
    const whole = await page.open().toColourspace('srgb').raw().toBuffer();
    const faults: string[] = [];

    for (const { paths, picture } of staticTiles({ width, height }, 512)) {
      const { region, size } = picture;
      if (size.width > 512 || size.height > 512) continue;
      const answer = await library.ask(`/iiif/image/3/${page.name}/${paths[0]}`);

      expect(answer.status, paths[0]).toBe(200);
      const { data, info } = await rgb(Buffer.from(await answer.arrayBuffer()));
      expect({ width: info.width, height: info.height }, paths[0]).toEqual(size);
      const expected = await sharp(whole, { raw: { width, height, channels: 3 } })
        .extract({ left: region.x, top: region.y, width: region.width, height: region.height })
        .resize({ ...size, fit: 'fill', kernel: 'mitchell' })
        .raw()
        .toBuffer();
      const apart = distances(data, expected, size);
      if (apart.all > NEAR || apart.edges > NEAR_AT_EDGES) faults.push(`${paths[0]}: ${JSON.stringify(apart)}`);
    }

    expect(faults).toEqual([]);
  },
);

const rgb = (bytes: Buffer) =>
  sharp(bytes, { failOn: 'warning' }).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });

type Size = { readonly width: number; readonly height: number };

/**
 * Lighter in every other square of 128 pixels, so that a part can be told from its neighbours. Its colours change slowly: a JPEG keeps them at
 * half their size.
 */
function pixelsOf(width: number, height: number): Buffer {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const light = (Math.floor(x / 128) + Math.floor(y / 128)) % 2 === 0 ? 0 : LIGHT;
      pixels[at++] = 30 + Math.round((200 * x) / width) + light;
      pixels[at++] = 30 + Math.round((200 * y) / height) + light;
      pixels[at++] = 100 + light;
    }
  }
  return pixels;
}

/** How far two pictures of one size are apart on average, as a whole and in the worst of their four edges. */
function distances(one: Buffer, other: Buffer, { width, height }: Size) {
  const apart = (isIn: (x: number, y: number) => boolean) => {
    let [sum, count] = [0, 0];
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) {
        if (!isIn(x, y)) continue;
        const at = (y * width + x) * 3;
        for (let colour = at; colour < at + 3; colour += 1) sum += Math.abs((one[colour] ?? 0) - (other[colour] ?? 0));
        count += 3;
      }
    }
    return sum / count;
  };
  expect([one.length, other.length]).toEqual([width * height * 3, width * height * 3]);
  const edges = [
    apart((x) => x === 0),
    apart((x) => x === width - 1),
    apart((_, y) => y === 0),
    apart((_, y) => y === height - 1),
  ];
  return { all: apart(() => true), edges: Math.max(...edges) };
}

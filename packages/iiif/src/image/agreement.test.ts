import judges from 'iiif-processor/calculator';
import { expect, test } from 'vitest';
import type { ImageApiVersion } from './image-request.ts';
import { type ImageAddressParts, parseImageRequest } from './parse-image-request.ts';
import { type ResolvedImage, resolveImage } from './resolve-image.ts';

const IMAGE = { width: 2_479, height: 3_508 };
const LIMITS = { maxWidth: 20_000, maxHeight: 20_000, maxArea: 400_000_000 };

/*
 * Where the judge differs on purpose is not asked: it refuses `!w,h` larger than the region (the specification wants the region as it is),
 * takes a region that begins exactly at an edge, takes `^max` for `max`, enlarges in version 2, and serves every angle and more formats.
 */
test.each([3, 2] as const)(
  'of 1,500 made-up addresses, version %i means what iiif-processor takes them to mean',
  (version) => {
    const random = createRandom(version);
    let answered = 0;
    for (let count = 0; count < 1_500; count += 1) {
      const parts = madeUp(random, version);
      const theirs = judged(version, parts);
      const ours = meant(version, parts);

      expect(ours === null, JSON.stringify(parts)).toBe(theirs === null);
      if (!ours || !theirs) continue;
      answered += 1;
      const { x, y, width, height } = ours.region;
      // Percentages are rounded here; there the width is cut off and the height follows from it.
      const off =
        parts.region.includes('pct:') || parts.size.includes('pct:') ? 2 + Math.max(height / width, width / height) : 1;
      expectNear(
        [x, y, width, height],
        [theirs.region.left, theirs.region.top, theirs.region.width, theirs.region.height],
        1,
        parts,
      );
      expectNear([ours.size.width, ours.size.height], sizeOf(theirs), off, parts);
      expect(ours.rotation).toEqual({ isMirrored: theirs.rotation.flop, degrees: theirs.rotation.degree % 360 });
      expect([ours.quality, ours.format]).toEqual([theirs.quality, theirs.format.type]);
    }
    expect(answered).toBeGreaterThan(200);
  },
);

type Judged = ReturnType<InstanceType<(typeof judges)[3]>['info']>;

function judged(version: ImageApiVersion, { region, size, rotation, file }: ImageAddressParts): Judged | null {
  const Calculator = judges[version];
  const [quality = '', format = ''] = file.split('.');
  try {
    return new Calculator(IMAGE).region(region).size(size).rotation(rotation).quality(quality).format(format).info();
  } catch (thrown) {
    expect(thrown).toMatchObject({ statusCode: 400 });
    return null;
  }
}

function meant(version: ImageApiVersion, parts: ImageAddressParts): ResolvedImage | null {
  try {
    return resolveImage(parseImageRequest(version, parts), IMAGE, LIMITS);
  } catch (thrown) {
    expect(thrown).toMatchObject({ kind: 'invalid' });
    return null;
  }
}

function sizeOf({ size, region }: Judged): readonly number[] {
  if (size.fit !== 'inside') return [size.width, size.height];
  const factor = Math.min(size.width / region.width, size.height / region.height);
  return [region.width * factor, region.height * factor];
}

function expectNear(ours: readonly number[], theirs: readonly number[], off: number, parts: ImageAddressParts): void {
  for (const [place, one] of ours.entries()) {
    expect(Math.abs(one - (theirs[place] ?? Number.NaN)), JSON.stringify({ parts, ours, theirs })).toBeLessThanOrEqual(
      off,
    );
  }
}

function madeUp(random: () => number, version: ImageApiVersion): ImageAddressParts {
  const whole = (most: number) => 1 + Math.floor(random() * most);
  const one = <Choice>(...choices: readonly Choice[]) => choices[Math.floor(random() * choices.length)] as Choice;
  const [x, y] = [whole(IMAGE.width - 200), whole(IMAGE.height - 200)];
  const region = one(
    'full',
    'square',
    `${x},${y},${whole(3_000)},${whole(4_000)}`,
    `pct:${whole(60)},${whole(60)}.${whole(9)},${whole(70)},${whole(70)}.5`,
    `${IMAGE.width + whole(50)},${y},10,10`,
    `${x},${y},0,10`,
    `${x},${y},${whole(9)}`,
    `pct:${whole(50)},a,1,1`,
  );
  const up = version === 3 ? one('', '', '^') : '';
  const [width, height] = [whole(90), whole(90)];
  const enlarged = version === 3 ? [`${up}${300 + width},`, `${up}pct:${100 + width}`] : [];
  const size = one(
    'max',
    `${up}${width},`,
    `${up},${height}`,
    `${up}pct:${width}`,
    `${up}${width},${height}`,
    `${up}!${width},${height}`,
    ...enlarged,
    `${width}`,
    `0,${height}`,
    `!${width},`,
    'maximal',
  );
  const rotation = one('0', '90', '180', '270', '!0', '!90', '360', '0', 'left');
  return {
    region,
    size,
    rotation,
    file: one('default.jpg', 'gray.png', 'color.webp', 'bitonal.png', 'grey.jpg', 'default.bmp'),
  };
}

/** The same numbers on every run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

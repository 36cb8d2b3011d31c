import { parseDocumentId } from '@diachi/domain';
import { expect, test } from 'vitest';
import { imageInfo } from './image-info.ts';
import { imageName, parseImageName } from './image-name.ts';
import { parseImageRequest } from './parse-image-request.ts';
import { resolveImage } from './resolve-image.ts';
import { staticInfo, staticTiles } from './static-tiles.ts';

const IMAGE = { width: 2_479, height: 3_508 };
const LIMITS = { maxWidth: 10_000, maxHeight: 10_000, maxArea: 20_000_000 };
const ID = 'https://kho.example.vn/iiif/image/3/00ab12cd34ef56gh.1.0';
const options = { id: ID, image: IMAGE, tileSide: 512, limits: LIMITS, rights: null };

test('version 3 says what the image is, and its sizes and tiles at every scale', () => {
  expect(imageInfo(3, { ...options, rights: 'http://creativecommons.org/publicdomain/mark/1.0/' })).toEqual({
    '@context': 'http://iiif.io/api/image/3/context.json',
    id: ID,
    type: 'ImageService3',
    protocol: 'http://iiif.io/api/image',
    profile: 'level2',
    ...IMAGE,
    ...LIMITS,
    sizes: [
      { width: 310, height: 439 },
      { width: 620, height: 877 },
      { width: 1_240, height: 1_754 },
      { width: 2_479, height: 3_508 },
    ],
    tiles: [{ width: 512, height: 512, scaleFactors: [1, 2, 4, 8] }],
    rights: 'http://creativecommons.org/publicdomain/mark/1.0/',
    extraQualities: ['color', 'gray', 'bitonal'],
    extraFormats: ['webp'],
    extraFeatures: ['canonicalLinkHeader', 'mirroring', 'profileLinkHeader', 'sizeUpscaling'],
  });
});

test('version 2 says the same in its own words', () => {
  const info = imageInfo(2, options);

  expect(info).toMatchObject({
    '@context': 'http://iiif.io/api/image/2/context.json',
    '@id': ID,
    protocol: 'http://iiif.io/api/image',
    ...IMAGE,
    profile: ['http://iiif.io/api/image/2/level2.json', { formats: ['jpg', 'png', 'webp'], ...LIMITS }],
  });
  expect(info).not.toHaveProperty('id');
});

test('of an image that is only shown small, no size and no tile is offered that is larger', () => {
  const limits = { maxWidth: 400, maxHeight: 400, maxArea: 160_000 };

  const info = imageInfo(3, { ...options, tileSide: null, limits });

  expect(info).toMatchObject({ ...IMAGE, maxWidth: 400, maxHeight: 400, sizes: [{ width: 310 / 2, height: 220 }] });
  expect(info).not.toHaveProperty('tiles');
});

test('an image of which no parts are shown is of level 0, with what it has beyond that', () => {
  const limits = { maxWidth: 400, maxHeight: 400, maxArea: 160_000 };

  const three = imageInfo(3, { ...options, tileSide: null, limits });
  const two = imageInfo(2, { ...options, tileSide: null, limits });

  expect(three).toMatchObject({ profile: 'level0', extraFormats: ['png', 'webp'] });
  expect(three['extraFeatures']).toEqual(expect.arrayContaining(['sizeByWh', 'rotationBy90s', 'mirroring', 'cors']));
  expect(JSON.stringify([three, two])).not.toMatch(/region|sizeUpscaling|level2/);
  expect(two['profile']).toMatchObject(['http://iiif.io/api/image/2/level0.json', limits]);
});

test('a small image is one tile', () => {
  expect(imageInfo(3, { ...options, image: { width: 300, height: 200 } })).toMatchObject({
    sizes: [{ width: 300, height: 200 }],
    tiles: [{ scaleFactors: [1] }],
  });
});

test('an image is named by its document, revision and page, and nothing else is a name', () => {
  const documentId = parseDocumentId('00ab12cd34ef56gh');
  const named = { revision: { documentId, number: 12 }, page: 345 };

  expect(parseImageName(imageName(named.revision, named.page))).toEqual(named);
  for (const written of [
    '',
    '00ab12cd34ef56gh',
    '00ab12cd34ef56gh.1',
    '00ab12cd34ef56gh.0.1',
    '00ab12cd34ef56gh.1.20000',
  ]) {
    expect(parseImageName(written)).toBeNull();
  }
  expect(parseImageName('00ab12cd34ef56gh.01.1')).toBeNull();
  expect(parseImageName('../../etc/passwd.1.1')).toBeNull();
});

test.each([IMAGE, { width: 300, height: 200 }, { width: 513, height: 40 }, { width: 1_600, height: 1_024 }])(
  'static files of an image of $width × $height cover it at every scale, each at an address that means what is in it',
  (image) => {
    const tiles = [...staticTiles(image, 512)];
    const covered = new Map<number, number>();

    for (const { paths, picture } of tiles) {
      const { region, size } = picture;
      for (const path of paths) {
        const [part = '', ofSize = '', rotation = '', file = ''] = path.split('/');
        const limits = { maxWidth: 1_600, maxHeight: 1_600, maxArea: 1_600 * 1_600 };
        const request = parseImageRequest(3, { region: part, size: ofSize, rotation, file });
        expect(resolveImage(request, image, limits)).toEqual(picture);
      }
      if (paths.length > 1) continue;
      const scale = Math.round(region.width / size.width);
      covered.set(scale, (covered.get(scale) ?? 0) + region.width * region.height);
    }

    for (const area of covered.values()) expect(area).toBe(image.width * image.height);
    const paths = tiles.flatMap((tile) => tile.paths);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toContain('full/max/0/default.jpg');
    const info = staticInfo({ id: ID, image, tileSide: 512, rights: null });
    for (const { width, height } of info['sizes'] as { width: number; height: number }[]) {
      expect(paths).toContain(`full/${width},${height}/0/default.jpg`);
    }
    expect(info).toMatchObject({ profile: 'level0' });
  },
);

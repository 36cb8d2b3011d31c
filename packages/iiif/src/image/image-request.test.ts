import { describe, expect, test } from 'vitest';
import { canonicalImage, isPlainAddress } from './canonical-image.ts';
import type { ImageApiVersion } from './image-request.ts';
import { parseImageRequest } from './parse-image-request.ts';
import { resolveImage } from './resolve-image.ts';

const IMAGE = { width: 2_479, height: 3_508 };
const LIMITS = { maxWidth: 10_000, maxHeight: 10_000, maxArea: 20_000_000 };

test.each([
  ['full', { x: 0, y: 0, width: 2_479, height: 3_508 }],
  ['square', { x: 0, y: 514, width: 2_479, height: 2_479 }],
  ['10,20,300,400', { x: 10, y: 20, width: 300, height: 400 }],
  ['2400,3500,512,512', { x: 2_400, y: 3_500, width: 79, height: 8 }],
  ['pct:50,50,50,50', { x: 1_240, y: 1_754, width: 1_239, height: 1_754 }],
  ['pct:0,0,0.001,0.001', { x: 0, y: 0, width: 1, height: 1 }],
  ['pct:99.9999,0,50,.5', { x: 2_478, y: 0, width: 1, height: 18 }],
])('the region %s is a part of the page', (region, expected) => {
  if (region.startsWith('pct:99.9')) {
    expect(() => ask({ region })).toThrow(expect.objectContaining({ code: 'image.outside' }));
    return;
  }
  expect(ask({ region }).picture.region).toEqual(expected);
});

test.each([
  ['max', 1_000, 2_000],
  ['500,', 500, 1_000],
  [',500', 250, 500],
  ['pct:25', 250, 500],
  ['pct:.05', 1, 1],
  ['300,300', 300, 300],
  ['!300,300', 150, 300],
  ['!5000,5000', 1_000, 2_000],
  ['^5000,', 0, 0],
  ['^2000,', 2_000, 4_000],
  ['^!3000,3000', 1_500, 3_000],
  ['^pct:150', 1_500, 3_000],
  ['^max', 3_162, 6_324],
])('a part of 1,000 × 2,000 pixels as %s is %i × %i', (size, width, height) => {
  const asked = () => ask({ region: '0,0,1000,2000', size }).picture.size;

  if (width === 0) expect(asked).toThrow(expect.objectContaining({ code: 'image.too-large' }));
  else expect(asked()).toEqual({ width, height });
});

test.each(['1001,', ',2001', '1000,2001', 'pct:100.1'])('a part is not made larger than it is by %s', (size) => {
  expect(() => ask({ region: '0,0,1000,2000', size })).toThrow(expect.objectContaining({ code: 'image.upscaled' }));
});

test('what adapts itself keeps within the limits, and what is said exactly fails beyond them', () => {
  const limits = { maxWidth: 400, maxHeight: 400, maxArea: 160_000 };

  expect(ask({ size: 'max' }, 3, limits).picture.size).toEqual({ width: 282, height: 400 });
  expect(ask({ size: '!900,900' }, 3, limits).picture.size).toEqual({ width: 282, height: 400 });
  expect(ask({ size: 'full' }, 2, limits).picture.size).toEqual({ width: 282, height: 400 });
  expect(() => ask({ size: '401,' }, 3, limits)).toThrow(expect.objectContaining({ code: 'image.too-large' }));
});

describe('an address that is not written as the specification says is refused', () => {
  test.each([
    '',
    'Full',
    'all',
    '1,2,3',
    '1,2,3,4,5',
    '1,2,3,',
    '-1,2,3,4',
    '1.5,2,3,4',
    '+1,2,3,4',
    '1, 2,3,4',
    '0,0,0,5',
    '0,0,5,0',
    'pct:',
    'pct:1,2,3',
    'pct:1,2,3,4,5',
    'pct:-1,2,3,4',
    'pct:0,0,0,5',
    'pct:1e1,2,3,4',
    'pct:1.,2,3,4',
    'PCT:1,2,3,4',
    '99999999999,0,1,1',
    '１,2,3,4',
    '../..',
    'full\n',
    ' full',
  ])('region %j', (region) => {
    expect(() => ask({ region })).toThrow(bad('region'));
  });

  test.each([
    '',
    ',',
    '0,',
    ',0',
    '0,10',
    'pct:0',
    'pct:-5',
    'pct:',
    'pct:a',
    '!10,',
    '!,10',
    '!',
    '10',
    '10,10,10',
    '10x10',
    '1.5,',
    '^',
    '^^max',
    '!^10,10',
    'full',
    'MAX',
    '99999999999,',
    '10 ,',
  ])('size %j', (size) => {
    expect(() => ask({ size })).toThrow(bad('size'));
  });

  test.each(['^max', '^10,', '^!10,10', '^full', 'maximum'])('size %j in version 2', (size) => {
    expect(() => ask({ size }, 2)).toThrow(bad('size'));
  });

  test.each(['', '!', '-90', '90!', '45', '22.5', '361', '450', '!!0', '9O', '1e2', 'up'])(
    'rotation %j',
    (rotation) => {
      expect(() => ask({ rotation })).toThrow(bad('rotation'));
    },
  );

  test.each(['.jpg', 'native.jpg', 'Default.jpg', 'default.x.jpg', '', 'jpg'])('quality of %j', (file) => {
    expect(() => ask({ file })).toThrow(bad('quality'));
  });

  test.each(['default.', 'default.jpeg', 'default.tif', 'default.JPG', 'default.jpg '])('format of %j', (file) => {
    expect(() => ask({ file })).toThrow(bad('format'));
  });

  test('and a long one is not told back as a whole', () => {
    expect(() => ask({ region: 'x'.repeat(10_000) })).toThrow(
      expect.objectContaining({ details: { part: 'region', written: 'x'.repeat(40) } }),
    );
  });
});

test.each(['2479,0,1,1', '0,3508,10,10', '5000,5000,1,1', 'pct:100,0,1,1'])(
  'the region %s is outside the page',
  (region) => {
    expect(() => ask({ region })).toThrow(expect.objectContaining({ kind: 'invalid', code: 'image.outside' }));
  },
);

test.each([
  [3, 'full/max/0/default.jpg', 'full/max/0/default.jpg'],
  [3, '0,0,2479,3508/2479,3508/360/default.jpg', 'full/max/0/default.jpg'],
  [3, '0,0,512,512/512,512/0/default.jpg', '0,0,512,512/max/0/default.jpg'],
  [3, 'pct:0,0,50,50/!200,200/90.0/gray.png', '0,0,1240,1754/141,200/90/gray.png'],
  [3, 'square/,100/!270/bitonal.webp', '0,514,2479,2479/100,100/!270/bitonal.webp'],
  [3, '007,8,100,100/^200,/0/color.jpg', '7,8,100,100/^200,200/0/color.jpg'],
  [3, '0,0,100,100/^50,/0/color.jpg', '0,0,100,100/50,50/0/color.jpg'],
  [3, '0,0,100,100/^max/0/color.jpg', '0,0,100,100/^max/0/color.jpg'],
  [2, 'full/max/0/default.jpg', 'full/full/0/default.jpg'],
  [2, 'full/1240,1755/0/default.jpg', 'full/1240,/0/default.jpg'],
  [2, 'full/1240,1000/0/default.jpg', 'full/1240,1000/0/default.jpg'],
  [2, 'square/pct:10/0/default.jpg', '0,514,2479,2479/248,/0/default.jpg'],
] as const)('version %i: %s is one picture with %s', (version, address, canonical) => {
  const [region = '', size = '', rotation = '', file = ''] = address.split('/');

  expect(ask({ region, size, rotation, file }, version).canonical).toBe(canonical);
  const [part = '', ofSize = '', turned = '', named = ''] = canonical.split('/');
  expect(ask({ region: part, size: ofSize, rotation: turned, file: named }, version).canonical).toBe(canonical);
});

test.each([
  [3, { region: '0,0,512,512', size: '512,512' }, true],
  [3, { region: '0,0,1024,1024', size: '512,512' }, true],
  [3, { size: '310,439' }, true],
  [3, { size: '310,' }, false],
  [3, { size: 'pct:50' }, false],
  [3, { region: 'square' }, false],
  [3, { rotation: '90.0' }, false],
  [3, { region: '0,0,100,100', size: '^50,50' }, false],
  [2, { size: 'full' }, true],
  [2, { size: 'max' }, true],
  [2, { size: '310,' }, true],
  [2, { size: '310,439' }, true],
  [2, { size: ',439' }, false],
] as const)(
  'version %i: viewers are not redirected from the addresses they make of tiles and sizes: %j',
  (version, parts, isPlain) => {
    expect(ask(parts, version).isPlain).toBe(isPlain);
  },
);

function ask(
  given: Partial<Record<'region' | 'size' | 'rotation' | 'file', string>>,
  version: ImageApiVersion = 3,
  limits = LIMITS,
) {
  const parts = { region: 'full', size: 'max', rotation: '0', file: 'default.jpg', ...given };
  const request = parseImageRequest(version, parts);
  const picture = resolveImage(request, IMAGE, limits);
  const canonical = canonicalImage(version, picture, IMAGE, limits);
  return { picture, canonical, isPlain: isPlainAddress(parts, request.size, picture, canonical) };
}

const bad = (part: string) =>
  expect.objectContaining({ kind: 'invalid', code: 'image.bad-request', details: expect.objectContaining({ part }) });

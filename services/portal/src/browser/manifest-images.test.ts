import { expect, test } from 'vitest';
import { manifestImages } from './manifest-images.ts';

const ORIGIN = 'https://kho.example.vn';

test('pages of a manifest of either version are found in their order, with their image services', () => {
  const three = {
    type: 'Manifest',
    items: [1, 2].map((page) => ({
      type: 'Canvas',
      items: [
        {
          items: [
            {
              body: {
                id: `${ORIGIN}/iiif/p${page}/full/max/0/default.jpg`,
                service: [{ id: `${ORIGIN}/iiif/p${page}`, type: 'ImageService3' }],
              },
            },
          ],
        },
      ],
    })),
  };
  const two = {
    sequences: [
      {
        canvases: [
          { images: [{ resource: { '@id': `${ORIGIN}/p1.jpg`, service: { '@id': `${ORIGIN}/iiif/p1/` } } }] },
          { images: [{ resource: { '@id': `${ORIGIN}/p2.jpg` } }] },
        ],
      },
    ],
  };

  expect(manifestImages(three, ORIGIN).map(({ service }) => service)).toEqual([
    `${ORIGIN}/iiif/p1`,
    `${ORIGIN}/iiif/p2`,
  ]);
  expect(manifestImages(two, ORIGIN)).toEqual([
    { service: `${ORIGIN}/iiif/p1`, image: `${ORIGIN}/p1.jpg` },
    { service: null, image: `${ORIGIN}/p2.jpg` },
  ]);
});

test.each([
  [null],
  ['<html>'],
  [{}],
  [{ items: 'x' }],
  [{ items: [{ items: [{ items: [{ body: { id: 'javascript:alert(1)' } }] }] }] }],
  [{ items: [{ items: [{ items: [{ body: { id: 'https://elsewhere.example/p.jpg' } }] }] }] }],
  [{ sequences: [{ canvases: [{ images: [] }] }] }],
])('what is no manifest, or names pictures of somewhere else, has none: %j', (manifest) => {
  expect(manifestImages(manifest, ORIGIN)).toEqual([]);
});

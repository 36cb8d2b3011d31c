import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Failure, keys, type PageImage, parseDocumentId, THUMBNAIL_WIDTHS_PX } from '@diachi/domain';
import type { PageText } from '@diachi/page-text';
import type { ObjectStore } from '@diachi/ports';
import { createFileObjectStore } from '@diachi/store-files';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createThumbnailsWorker } from './create-thumbnails-worker.ts';
import { makeThumbnails } from './make-thumbnails.ts';

const revision = { documentId: parseDocumentId('0123456789abcdef'), number: 1 };
const work = { revision, page: 0 };
let folder: string;
let store: ObjectStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbnails-'));
  store = await createFileObjectStore({ folder });
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

describe('the pyramid of a large page', () => {
  test.each(['b-w', 'srgb'] as const)(
    'has a %s page in tiles and halved exactly until it is one tile',
    async (space) => {
      await keepPage(2_479, 3_508, space);

      await makeThumbnails({ store }, work);

      const levels = await Promise.all([0, 1, 2, 3].map(async (page) => sharp(await pyramid(), { page }).metadata()));
      expect(levels.map(({ width, height }) => `${width}x${height}`)).toEqual([
        '2560x3584',
        '1280x1792',
        '640x896',
        '320x448',
      ]);
      expect(levels[0]).toMatchObject({ format: 'tiff', pages: 4, channels: space === 'b-w' ? 1 : 3 });
      const { dominant } = await sharp(await pyramid(), { page: 3 }).stats();
      expect(dominant.r).toBeGreaterThan(190);
      if (space === 'srgb') expect(dominant.b).toBeLessThan(60);
      else expect(dominant.b).toBe(dominant.r);
    },
  );

  test('of a page in black and white loses nothing', async () => {
    const noise = Buffer.from(
      Array.from({ length: 1_500 * 1_500 }, (_, place) => ((place * 7_919) % 13 < 5 ? 0 : 255)),
    );
    const raw = { width: 1_500, height: 1_500, channels: 1 } as const;
    await keepText(image(1_500, 1_500));
    await store.put(keys.image(revision, 0), await sharp(noise, { raw }).png().toBuffer(), 'image/png');

    await makeThumbnails({ store }, work);

    const kept = await sharp(await pyramid())
      .extract({ left: 0, top: 0, width: 1_500, height: 1_500 })
      .toColourspace('b-w')
      .raw()
      .toBuffer();
    expect(kept.equals(noise)).toBe(true);
  });

  test('is not made of a small one', async () => {
    await keepPage(1_400, 1_400);

    await makeThumbnails({ store }, work);

    expect(await store.has(keys.pyramid(revision, 0))).toBe(false);
  });

  test('is made of a page whose small pictures were made before there were pyramids', async () => {
    await keepPage(2_000, 1_100);
    await makeThumbnails({ store }, work);
    await store.remove(keys.pyramid(revision, 0));
    const put = vi.spyOn(store, 'put');

    await makeThumbnails({ store }, work);

    expect(put.mock.calls.map(([key, , type]) => [key, type])).toEqual([[keys.pyramid(revision, 0), 'image/tiff']]);
  });
});

describe('small pictures of a page', () => {
  test('a page gets a picture in each width, in its own proportions', async () => {
    await keepPage(2_480, 3_508);

    await makeThumbnails({ store }, work);

    expect(await sizes()).toEqual(['240x339', '800x1132', '1600x2263']);
  });

  test('a page narrower than a width keeps its own size there', async () => {
    await keepPage(700, 500);

    await makeThumbnails({ store }, work);

    expect(await sizes()).toEqual(['240x171', '700x500', '700x500']);
  });

  test.each(['b-w', 'srgb'] as const)('a %s page keeps its colours', async (space) => {
    await keepPage(900, 600, space);

    await makeThumbnails({ store }, work);

    const { data } = await picture(800).then((webp) => sharp(webp).raw().toBuffer({ resolveWithObject: true }));
    const [red = 0, green = 0, blue = 0] = data;
    expect(Math.abs(red - 200)).toBeLessThan(6);
    expect(Math.abs(green - (space === 'srgb' ? 40 : 200))).toBeLessThan(6);
    expect(Math.abs(blue - (space === 'srgb' ? 40 : 200))).toBeLessThan(6);
  });

  test.each([
    [900, 600],
    [2_000, 1_100],
  ])('pictures of a page of %i × %i that were made before are not made again', async (width, height) => {
    await keepPage(width, height);
    await makeThumbnails({ store }, work);
    const put = vi.spyOn(store, 'put');
    const get = vi.spyOn(store, 'get');

    await makeThumbnails({ store }, work);

    expect(put).not.toHaveBeenCalled();
    expect(get).not.toHaveBeenCalledWith(keys.image(revision, 0));
  });

  test('a picture that is missing is made beside those that are there', async () => {
    await keepPage(2_000, 1_000);
    await makeThumbnails({ store }, work);
    await store.remove(keys.thumbnail(revision, 0, 240));

    await makeThumbnails({ store }, work);

    expect(await sizes()).toEqual(['240x120', '800x400', '1600x800']);
  });

  test('a page of which nothing could be drawn gets none', async () => {
    await keepText(null);

    await makeThumbnails({ store }, work);

    expect(await store.has(keys.thumbnail(revision, 0, 240))).toBe(false);
  });

  test('a page image that is damaged is refused, and says what to do', async () => {
    await keepText(image(100, 100));
    await store.put(keys.image(revision, 0), new TextEncoder().encode('no picture'), 'image/jpeg');

    await expect(makeThumbnails({ store }, work)).rejects.toMatchObject({ kind: 'invalid', code: 'image.damaged' });
  });

  test.each(['timeout: 41% complete', 'vips_tracked: out of memory --- size == 480MB'])(
    'a machine that cannot draw now does not make the page image a damaged one: %s',
    async (said) => {
      await keepPage(900, 600);
      vi.spyOn(sharp.prototype, 'toBuffer').mockRejectedValueOnce(new Error(said));

      await expect(makeThumbnails({ store }, work)).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'machine.overloaded',
      });
      await makeThumbnails({ store }, work);
    },
  );

  test('a bug is not called a damaged page image', async () => {
    await keepPage(900, 600);
    const bug = new TypeError('x is not a function');
    vi.spyOn(sharp.prototype, 'toBuffer').mockRejectedValueOnce(bug);

    await expect(makeThumbnails({ store }, work)).rejects.toBe(bug);
  });

  test('a store that is away is a failure that may pass', async () => {
    await keepPage(900, 600);
    vi.spyOn(store, 'put').mockRejectedValue(new Failure('unavailable', 'store.unavailable', 'The store is away.'));

    await expect(makeThumbnails({ store }, work)).rejects.toMatchObject({ code: 'store.unavailable' });
  });

  test('the worker takes its work from the queue', async () => {
    await keepPage(300, 300);
    const { handlers, close } = createThumbnailsWorker({ store });
    const [handler] = handlers;

    await handler?.run(work, { attempt: 1, signal: new AbortController().signal });
    await close();

    expect(handler?.job.name).toBe('make-thumbnails');
    expect(await sizes()).toEqual(['240x240', '300x300', '300x300']);
  });
});

const image = (widthPx: number, heightPx: number): PageImage => ({ widthPx, heightPx, type: 'image/png', dpi: 300 });

async function keepText(pageImage: PageImage | null): Promise<void> {
  const engine = { name: 'none', version: '1', model: '', settings: {} } as const;
  const text: PageText = pageImage
    ? { version: 1, kind: 'blank', image: pageImage, engine, treatments: [], look: null }
    : {
        version: 1,
        kind: 'unreadable',
        image: null,
        engine,
        treatments: [],
        look: null,
        reason: { kind: 'invalid', code: 'original.damaged', message: 'Damaged.', details: {} },
      };
  await store.put(keys.text(revision, 0), new TextEncoder().encode(JSON.stringify(text)), 'application/json');
}

async function keepPage(width: number, height: number, space: 'b-w' | 'srgb' = 'b-w'): Promise<void> {
  const background = space === 'srgb' ? { r: 200, g: 40, b: 40 } : { r: 200, g: 200, b: 200 };
  const png = await sharp({ create: { width, height, channels: 3, background } })
    .toColourspace(space)
    .png()
    .toBuffer();
  await keepText(image(width, height));
  await store.put(keys.image(revision, 0), png, 'image/png');
}

const picture = (widthPx: (typeof THUMBNAIL_WIDTHS_PX)[number]) => store.get(keys.thumbnail(revision, 0, widthPx));

const pyramid = () => store.get(keys.pyramid(revision, 0));

const sizes = () =>
  Promise.all(
    THUMBNAIL_WIDTHS_PX.map(async (widthPx) => {
      const { width, height, format } = await sharp(await picture(widthPx)).metadata();
      expect(format).toBe('webp');
      return `${width}x${height}`;
    }),
  );

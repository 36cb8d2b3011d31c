import { keys } from '@diachi/domain';
import sharp, { type Sharp } from 'sharp';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type PublishedImage, publishImage, restrict } from '../../testing/published-image.ts';
import { openSmallLibrary, type SmallLibrary } from '../../testing/small-library.ts';

const [WIDTH, HEIGHT] = [2_479, 1_508];
let library: SmallLibrary;
let image: PublishedImage;
let grey: PublishedImage;
let small: PublishedImage;
let old: PublishedImage;
let asLarge: PublishedImage;

beforeAll(async () => {
  library = await openSmallLibrary();
  image = await publishImage(library, 'a page', { widthPx: WIDTH, heightPx: HEIGHT });
  grey = await publishImage(library, 'a grey page', { widthPx: WIDTH, heightPx: HEIGHT, isGrey: true });
  small = await publishImage(library, 'a small page', { widthPx: 700, heightPx: 500, type: 'image/png' });
  old = await publishImage(library, 'an old page', { widthPx: WIDTH, heightPx: HEIGHT, pyramid: 'none' });
  asLarge = await publishImage(library, 'as large as its pyramid', {
    widthPx: WIDTH,
    heightPx: HEIGHT,
    pyramid: 'as-large',
  });
});

afterAll(() => library.close());

describe('pixels are those of the page, whether cut out of it or of its pyramid', () => {
  test.each([
    ['0,0,512,512', '512,512'],
    ['1024,512,512,512', '512,512'],
    ['2048,1024,431,484', '431,484'],
    ['0,0,1024,1024', '512,512'],
    ['2048,1024,431,484', '216,242'],
    ['0,0,2479,1508', 'max'],
    ['full', '310,189'],
    ['full', '1600,973'],
    ['700,300,1000,900', '250,225'],
    ['150,150,3,3', '3,3'],
    ['100,100,50,50', '^200,200'],
    ['1200,700,111,222', '60,200'],
  ])('%s as %s', async (region, size) => {
    // Between the pixels of a smaller picture, a part is off by up to half a pixel at the edges of its squares.
    const isTile = region
      .split(',')
      .every((each) => Number(each) % 512 === 0 || region === 'full' || Number(each) < 500);
    for (const [of, kind] of [
      [image, 'stored'],
      [grey, 'stored in grey'],
      [asLarge, 'stored as large as the page'],
      [old, 'made'],
    ] as const) {
      const [left, top, width, height] = region === 'full' ? [0, 0, WIDTH, HEIGHT] : region.split(',').map(Number);
      const part = { left: left ?? 0, top: top ?? 0, width: width ?? 0, height: height ?? 0 };
      const [toWidth, toHeight] = size === 'max' ? [WIDTH, HEIGHT] : size.replace('^', '').split(',').map(Number);

      const answer = await follow(`/iiif/image/3/${of.name}/${region}/${size}/0/default.png`);

      const expected = of
        .open()
        .extract(part)
        .resize({ width: toWidth, height: toHeight, fit: 'fill', kernel: 'mitchell' });
      expect(await difference(answer.bytes, await expected.png().toBuffer()), kind).toBeLessThan(isTile ? 4 : 7);
    }
  });

  test('a page that is all grey is given as grey', async () => {
    const { bytes } = await follow(`/iiif/image/3/${grey.name}/0,0,512,512/512,512/0/default.jpg`);

    expect((await sharp(bytes).metadata()).channels).toBe(1);
  });

  test.each([
    ['90', (drawn: Sharp) => drawn.rotate(90)],
    ['180', (drawn: Sharp) => drawn.rotate(180)],
    ['270', (drawn: Sharp) => drawn.rotate(270)],
    ['!0', (drawn: Sharp) => drawn.flop()],
    ['!180', (drawn: Sharp) => drawn.flip()],
  ] as const)('mirrored first and then turned: %s', async (rotation, turn) => {
    const upright = await follow(`/iiif/image/3/${small.name}/10,20,200,100/200,100/0/default.png`);

    const answer = await follow(`/iiif/image/3/${small.name}/10,20,200,100/200,100/${rotation}/default.png`);

    expect(await difference(answer.bytes, await turn(sharp(upright.bytes)).png().toBuffer())).toBe(0);
  });

  test('mirrored and then turned by a quarter', async () => {
    const mirrored = await follow(`/iiif/image/3/${small.name}/10,20,200,100/200,100/!0/default.png`);

    const answer = await follow(`/iiif/image/3/${small.name}/10,20,200,100/200,100/!90/default.png`);

    expect(await difference(answer.bytes, await sharp(mirrored.bytes).rotate(90).png().toBuffer())).toBe(0);
  });

  test('the whole page as it is comes as it lies in the store', async () => {
    const answer = await follow(`/iiif/image/3/${image.name}/full/max/0/default.jpg`);

    expect(answer.bytes.equals(image.page)).toBe(true);
  });

  test.each([
    ['color.jpg', 'image/jpeg', 3],
    ['gray.webp', 'image/webp', 3],
    ['gray.png', 'image/png', 1],
    ['bitonal.png', 'image/png', 1],
    ['default.webp', 'image/webp', 3],
  ])('as %s', async (file, type, channels) => {
    const answer = await follow(`/iiif/image/3/${small.name}/full/350,250/0/${file}`);

    expect(answer.response.headers.get('content-type')).toBe(type);
    expect(await sharp(answer.bytes).metadata()).toMatchObject({ width: 350, height: 250, channels });
    if (!file.startsWith('bitonal')) return;
    const pixels = await sharp(answer.bytes).toColourspace('b-w').raw().toBuffer();
    expect(new Set(pixels)).toEqual(new Set([0, 255]));
  });
});

describe('addresses', () => {
  test('what is not canonical leads to the one address of the picture', async () => {
    for (const address of [
      'pct:0,0,50,50/!200,200/90/default.jpg',
      'square/300,/0/default.jpg',
      'full/%5E50,/0/default.jpg',
    ]) {
      const asked = await library.ask(`/iiif/image/3/${image.name}/${address}`);
      expect(asked.status).toBe(303);
      expect(asked.headers.get('access-control-allow-origin')).toBe('*');
      expect(asked.headers.get('cache-control')).toContain('public');

      const followed = await library.ask(asked.headers.get('location') ?? '');
      expect(followed.status).toBe(200);
      expect(followed.headers.get('link')).toContain(`${asked.headers.get('location')}>;rel="canonical"`);
      expect(followed.headers.get('link')).toContain('<http://iiif.io/api/image/3/level2.json>;rel="profile"');
    }
  });

  test('version 2 has its own', async () => {
    expect((await library.ask(`/iiif/image/2/${image.name}/full/310,/0/default.jpg`)).status).toBe(200);
    expect((await library.ask(`/iiif/image/2/${image.name}/full/full/0/default.jpg`)).status).toBe(200);
    expect((await library.ask(`/iiif/image/2/${image.name}/full/%5Emax/0/default.jpg`)).status).toBe(400);
    const redirected = await library.ask(`/iiif/image/2/${image.name}/full/pct:50/0/default.jpg`);
    expect(redirected.headers.get('location')).toBe(`/iiif/image/2/${image.name}/full/1240,/0/default.jpg`);
  });

  test.each([
    ['bad/max/0/default.jpg', 'image.bad-request'],
    ['full/max/45/default.jpg', 'image.bad-request'],
    ['full/max/0/default.gif', 'image.bad-request'],
    ['2479,0,10,10/max/0/default.jpg', 'image.outside'],
    ['full/2480,/0/default.jpg', 'image.upscaled'],
    ['full/^9999,9999/0/default.jpg', 'image.too-large'],
    ['full%2F..%2F/max/0/default.jpg', 'image.bad-request'],
  ])('%s is refused, and other sites are told', async (address, code) => {
    const answer = await library.ask(`/iiif/image/3/${image.name}/${address}`);

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    expect(answer.headers.get('cache-control')).toBe('no-store');
  });

  test.each([
    () => 'nothing',
    () => '[frob]',
    () => 'a%2Fb',
    () => `${image.id}.0.0`,
    () => `${image.id}.2.0`,
    () => `${image.id}.1.1`,
    () => 'ffffffffffffffff.1.0',
  ])('of what can be no image there is none', async (name) => {
    expect((await library.ask(`/iiif/image/3/${name()}/full/max/0/default.jpg`)).status).toBe(404);
    expect((await library.ask(`/iiif/image/3/${name()}/info.json`)).status).toBe(404);
  });

  test('the image of an older revision leads to the one that is published', async () => {
    const again = await publishImage(library, 'read again', { widthPx: 700, heightPx: 500 });
    const document = { ...(await library.catalogue.document(again.id)), publishedRevision: 3 };
    const moved = vi.spyOn(library.catalogue, 'document').mockResolvedValue(document);

    const picture = await library.ask(`/iiif/image/3/${again.name}/full/200,/0/default.jpg`);
    const info = await library.ask(`/iiif/image/2/${again.name}/info.json`);
    moved.mockRestore();

    expect(picture.headers.get('location')).toBe(`/iiif/image/3/${again.id}.3.0/full/200,/0/default.jpg`);
    expect(info.headers.get('location')).toBe(`/iiif/image/2/${again.id}.3.0/info.json`);
    expect(picture.headers.get('cache-control')).toBe('no-cache');
  });
});

describe('what is said of an image', () => {
  test('is linked data for viewers, and plain JSON for people with a browser', async () => {
    const types = async (version: 2 | 3, accept?: string) => {
      const answer = await library.ask(`/iiif/image/${version}/${image.name}/info.json`, {
        headers: accept === undefined ? {} : { accept },
      });
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(answer.headers.get('vary')).toContain('Accept');
      return answer.headers.get('content-type');
    };
    const linked3 = 'application/ld+json;profile="http://iiif.io/api/image/3/context.json"';

    expect(await types(3)).toBe(linked3);
    expect(await types(3, 'application/ld+json')).toBe(linked3);
    expect(await types(3, 'application/json')).toBe('application/json; charset=utf-8');
    expect(await types(3, 'text/html,*/*;q=0.8')).toBe('application/json; charset=utf-8');
    expect(await types(2)).toBe('application/json; charset=utf-8');
    expect(await types(2, 'application/ld+json')).toBe(
      'application/ld+json;profile="http://iiif.io/api/image/2/context.json"',
    );
  });

  test('has its own address as its id, and is not sent twice', async () => {
    const answer = await library.ask(`/iiif/image/3/${image.name}/info.json`);
    const info = (await answer.json()) as { id: string; width: number; height: number; tiles: unknown[] };

    expect(new URL(info.id).pathname).toBe(`/iiif/image/3/${image.name}`);
    expect(info).toMatchObject({ width: WIDTH, height: HEIGHT, maxArea: 4_000_000 });
    const etag = answer.headers.get('etag') ?? '';
    const headers = { 'if-none-match': etag };
    expect((await library.ask(`/iiif/image/3/${image.name}/info.json`, { headers })).status).toBe(304);
  });

  test('tells how large it is made at most: as it is, or as costs little where it is smaller', async () => {
    const big = await publishImage(library, 'a big page', { widthPx: 2_900, heightPx: 2_000 });
    const largest = async (of: PublishedImage) => {
      const info = (await (await library.ask(`/iiif/image/3/${of.name}/info.json`)).json()) as { maxArea: number };
      const { bytes } = await follow(`/iiif/image/3/${of.name}/full/%5Emax/0/gray.png`);
      const { width, height } = await sharp(bytes).metadata();
      expect(width * height).toBeLessThanOrEqual(info.maxArea);
      return { told: info.maxArea, width };
    };

    expect(await largest(big)).toEqual({ told: 2_900 * 2_000, width: 2_900 });
    expect(await largest(small)).toEqual({ told: 4_000_000, width: 2_366 });
    const beyond = await library.ask(`/iiif/image/3/${big.name}/full/%5E2901,2000/0/gray.png`);
    expect(beyond.status).toBe(400);
    expect(await beyond.json()).toMatchObject({ code: 'image.too-large' });
  });

  test('is where the bare address leads', async () => {
    const answer = await library.ask(`/iiif/image/3/${image.name}`);

    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`/iiif/image/3/${image.name}/info.json`);
  });

  test('may be asked for by scripts of other sites', async () => {
    const answer = await library.ask(`/iiif/image/3/${image.name}/info.json`, { method: 'OPTIONS' });

    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('who may see how much', () => {
  test('of a page that is only previewed everybody is shown small pictures of the whole', async () => {
    const preview = await publishImage(library, 'preview', { widthPx: WIDTH, heightPx: HEIGHT, access: 'preview' });
    const at = `/iiif/image/3/${preview.name}`;
    const info = (await (await library.ask(`${at}/info.json`)).json()) as Record<string, unknown>;

    expect(info).toMatchObject({ profile: 'level0', width: WIDTH, height: HEIGHT, maxWidth: 400, maxHeight: 400 });
    expect(info).not.toHaveProperty('tiles');
    const whole = await follow(`${at}/full/max/0/default.jpg`);
    expect(await sharp(whole.bytes).metadata()).toMatchObject({ width: 400, height: 243 });
    expect(whole.response.headers.get('cache-control')).toBe('private, no-store');
    const said = await library.ask(`${at}/full/310,189/0/default.jpg`);
    expect(said.headers.get('cache-control')).toContain('public');
    expect((await library.ask(`${at}/full/401,/0/default.jpg`)).status).toBe(400);
    for (const region of ['0,0,512,512', 'square', 'pct:0,0,10,10', '0,0,100,100']) {
      const part = await library.ask(`${at}/${region}/100,100/0/default.jpg`);
      expect(part.status).toBe(403);
      expect(await part.json()).toMatchObject({ code: 'document.restricted' });
    }
    const archivist = await library.ask(`${at}/0,0,512,512/512,512/0/default.jpg`, { asOperator: true });
    expect(archivist.status).toBe(200);
    expect(archivist.headers.get('cache-control')).toBe('private, no-store');
    expect(archivist.headers.get('access-control-allow-origin')).toBeNull();
    expect(said.headers.get('access-control-allow-origin')).toBe('*');
    expect(said.headers.get('link')).toContain('/level0.json');
    expect(archivist.headers.get('link')).toContain('/level2.json');
  });

  test.each([
    ['record', 403],
    ['closed', 404],
  ] as const)('of a page that is %s nothing is shown', async (access, status) => {
    const hidden = await publishImage(library, `hidden ${access}`, { widthPx: 700, heightPx: 500, access });

    for (const rest of ['', '/info.json', '/full/max/0/default.jpg', '/full/100,71/0/default.jpg']) {
      expect((await library.ask(`/iiif/image/3/${hidden.name}${rest}`)).status).toBe(status);
    }
  });

  test('a tile that was drawn is not shown any more when its document is closed', async () => {
    const closing = await publishImage(library, 'closing', { widthPx: WIDTH, heightPx: HEIGHT });
    const tile = `/iiif/image/3/${closing.name}/0,0,512,512/512,512/0/default.jpg`;
    const { headers } = await library.ask(tile);
    await restrict(library, closing.id, 'closed');

    expect((await library.ask(tile)).status).toBe(404);
    expect((await library.ask(tile, { headers: { 'if-none-match': headers.get('etag') ?? '' } })).status).toBe(404);
  });
});

describe('a picture that was drawn', () => {
  test('is kept by browsers, and by its own tag not sent again', async () => {
    const tile = `/iiif/image/3/${image.name}/512,512,512,512/512,512/0/default.jpg`;
    const answer = await library.ask(tile);
    const etag = answer.headers.get('etag') ?? '';

    expect(answer.headers.get('cache-control')).toBe('public, max-age=3600, must-revalidate');
    expect(etag).toMatch(/^"[0-9a-f]{40}"$/);
    expect((await library.ask(tile, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const head = await library.ask(tile, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(head.headers.get('etag')).toBe(etag);
  });

  test.each([
    ['512,512,512,512/512,512', '512,512,512,512/512,'],
    ['2048,1024,431,484/431,484', '2048,1024,431,484/431,'],
    ['0,1024,1024,484/512,242', '0,1024,1024,484/512,'],
    ['full/310,189', 'full/310,'],
  ])('is the same to the byte each time, in either version: %s', async (three, two) => {
    const asked = [3, 3, 2, 2].map((version) =>
      library.ask(`/iiif/image/${version}/${image.name}/${version === 3 ? three : two}/0/default.jpg`),
    );
    const answers = await Promise.all(asked);

    const bytes = await Promise.all(answers.map(async (answer) => Buffer.from(await answer.arrayBuffer())));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ headers }) => headers.get('etag'))).size).toBe(1);
    for (const each of bytes) expect(each.equals(bytes[0] ?? Buffer.of())).toBe(true);
  });

  test('is never that of a document that was removed and sent again with other pages', async () => {
    const before = await publishImage(library, 'sent twice', { widthPx: 700, heightPx: 500 });
    const address = `/iiif/image/3/${before.name}/full/70,50/0/default.png`;
    const first = await follow(address);
    await library.catalogue.remove(before.id);

    await publishImage(library, 'sent twice', { widthPx: 700, heightPx: 500, isGrey: true });
    const again = await library.ask(address, {
      headers: { 'if-none-match': first.response.headers.get('etag') ?? '' },
    });

    expect(again.status).toBe(200);
    expect(await difference(Buffer.from(await again.arrayBuffer()), first.bytes)).toBeGreaterThan(20);
  });

  test('is drawn once for all who ask for it at a time', async () => {
    const { withFile } = library.store;
    const [begun, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const lent = vi.spyOn(library.store, 'withFile').mockImplementation(async (key, use) => {
      begun.resolve();
      await held.promise;
      return withFile(key, use);
    });
    const tile = `/iiif/image/3/${image.name}/2048,0,431,512/431,512/0/default.jpg`;

    const asked = Promise.all([1, 2, 3, 4].map(() => follow(tile)));
    await begun.promise;
    // All of them have asked before whoever asks after them is answered.
    for (let times = 0; times < 3; times += 1) await library.ask(`/iiif/image/3/${image.name}/info.json`);
    held.resolve();
    const answers = await asked;
    const times = lent.mock.calls.length;
    await vi.waitFor(async () =>
      expect((await follow(tile)).bytes.equals(answers[0]?.bytes ?? Buffer.of())).toBe(true),
    );
    lent.mockRestore();

    expect(times).toBe(1);
    for (const { bytes } of answers) expect(bytes.equals(answers[0]?.bytes ?? Buffer.of())).toBe(true);
  });
});

test('a page whose stored image is damaged is a failure of ours, told as one', async () => {
  const damaged = await publishImage(library, 'damaged', { widthPx: 700, heightPx: 500 });
  const revision = { documentId: damaged.id, number: 1 };
  await library.store.put(keys.image(revision, 0), Buffer.from('no picture'), 'image/jpeg');

  const answer = await library.ask(`/iiif/image/3/${damaged.name}/full/70,50/0/default.jpg`);

  expect(answer.status).toBe(503);
  expect(await answer.json()).toMatchObject({ code: 'page.image-broken' });
});

test('a pyramid that is lost is made anew of the page', async () => {
  const lost = await publishImage(library, 'lost pyramid', { widthPx: WIDTH, heightPx: HEIGHT });
  await library.store.remove(keys.pyramid({ documentId: lost.id, number: 1 }, 0));

  const { bytes } = await follow(`/iiif/image/3/${lost.name}/512,0,512,512/512,512/0/default.png`);

  const expected = lost.open().extract({ left: 512, top: 0, width: 512, height: 512 });
  expect(await difference(bytes, await expected.png().toBuffer())).toBeLessThan(3);
});

test('pyramids that are lost are made anew a few at a time, however many tiles are asked for', async () => {
  let [making, most] = [0, 0];
  const busy = await openSmallLibrary({
    pictures: { atOnce: 1 },
    breakStore: (store) => ({
      ...store,
      withFile: async (key, use) => {
        if (!key.endsWith('/image')) return store.withFile(key, use);
        making += 1;
        most = Math.max(most, making);
        return store.withFile(key, use).finally(() => {
          making -= 1;
        });
      },
    }),
  });
  const tiles: string[] = [];
  for (const widthPx of [1_601, 1_602, 1_603]) {
    const lost = await publishImage(busy, `lost ${widthPx}`, { widthPx, heightPx: 1_300 });
    await busy.store.remove(keys.pyramid({ documentId: lost.id, number: 1 }, 0));
    tiles.push(`/iiif/image/3/${lost.name}/0,0,512,512/512,512/0/default.jpg`);
  }

  const answers = await Promise.all(tiles.map((tile) => busy.ask(tile)));

  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(most).toBe(1);
  await busy.close();
});

/** A library that draws one picture at a time, and none before it is let. */
async function heldLibrary() {
  let lend = () => {};
  let lent = 0;
  const held = new Promise<void>((resolve) => {
    lend = resolve;
  });
  const firstLent = Promise.withResolvers<void>();
  const busy = await openSmallLibrary({
    pictures: { atOnce: 1, cacheFolder: null },
    breakStore: (store) => ({
      ...store,
      withFile: async (key, use) => {
        lent += 1;
        firstLent.resolve();
        await held;
        return store.withFile(key, use);
      },
    }),
  });
  const of = await publishImage(busy, 'asked for by many', { widthPx: 700, heightPx: 500 });
  const ask = (width: number, signal?: AbortSignal) =>
    busy.ask(`/iiif/image/3/${of.name}/full/${width},100/0/default.jpg`, signal ? { signal } : {});
  return { busy, of, ask, lend: () => lend(), timesLent: () => lent, firstLent: firstLent.promise };
}

test('when more pictures are asked for than can be drawn soon, askers are told when to come again', async () => {
  const { busy, ask, lend } = await heldLibrary();

  // One is drawn and 32 of one client may wait: one too many is asked for.
  const asked = Array.from({ length: 34 }, (_, place) => ask(100 + place));
  const refused = await Promise.race(asked);
  lend();
  const answers = await Promise.all(asked);

  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('2');
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(33);
  await busy.close();
});

test('for those who went away while they waited nothing is drawn', async () => {
  const { busy, of, ask, lend, timesLent, firstLent } = await heldLibrary();
  const drawn = ask(99);
  await firstLent;
  const leaving = new AbortController();
  const asked = Array.from({ length: 33 }, (_, place) => ask(100 + place, leaving.signal));
  expect((await Promise.race(asked)).status).toBe(503);

  leaving.abort();
  await Promise.allSettled(asked);
  // They have left before whoever asks after them is answered.
  for (let times = 0; times < 3; times += 1) await busy.ask(`/iiif/image/3/${of.name}/info.json`);
  const after = ask(98);
  lend();

  expect([(await drawn).status, (await after).status]).toEqual([200, 200]);
  expect(timesLent()).toBe(2);
  await busy.close();
});

/** Asks, and goes where it is sent. */
async function follow(path: string): Promise<{ readonly response: Response; readonly bytes: Buffer }> {
  const response = await library.ask(path);
  if (response.status === 303) return follow(response.headers.get('location') ?? '');
  expect(response.status, path).toBe(200);
  return { response, bytes: Buffer.from(await response.arrayBuffer()) };
}

/** How far the pixels of two pictures of one size are apart on average, of 255. */
async function difference(one: Buffer, other: Buffer): Promise<number> {
  const [left, right] = await Promise.all(
    [one, other].map((bytes) =>
      sharp(bytes).toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true }),
    ),
  );
  if (!left || !right) throw new Error('a picture is missing');
  expect([left.info.width, left.info.height]).toEqual([right.info.width, right.info.height]);
  let sum = 0;
  for (const [at, value] of left.data.entries()) sum += Math.abs(value - (right.data[at] ?? 0));
  return sum / left.data.length;
}

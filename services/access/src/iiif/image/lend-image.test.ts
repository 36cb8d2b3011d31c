import { expect, test, vi } from 'vitest';
import { type PublishedImage, publishImage } from '../../testing/published-image.ts';
import { openSmallLibrary } from '../../testing/small-library.ts';

const LARGE = { widthPx: 2_479, heightPx: 1_508 } as const;
/** However much else the machine has to do. */
const SOON = { timeout: 30_000 } as const;
const tileOf = ({ name }: PublishedImage, x = 0) => `/iiif/image/3/${name}/${x},0,512,512/512,512/0/default.jpg`;

test('where the store is another machine, a pyramid is fetched whole and once, for all its tiles and all who ask', async () => {
  const away = await openSmallLibrary({ pictures: { isStoreLocal: false } });
  const of = await publishImage(away, 'far away', LARGE);
  const [lent, read] = [vi.spyOn(away.store, 'withFile'), vi.spyOn(away.store, 'read')];
  await away.ask(`/iiif/image/3/${of.name}/info.json`);
  read.mockClear();

  const answers = await Promise.all([0, 512, 1_024, 0, 512].map((x) => away.ask(tileOf(of, x))));
  const after = await away.ask(`/iiif/image/3/${of.name}/2048,1024,431,484/431,484/0/default.jpg`);

  expect([...answers, after].map(({ status }) => status)).toEqual(Array(6).fill(200));
  expect(lent).toHaveBeenCalledTimes(1);
  expect(read).not.toHaveBeenCalled();
  await away.close();
});

test('few are fetched at once, whoever asks for how many, so that little more lies on the disk than may', async () => {
  const lending: (() => void)[] = [];
  const away = await openSmallLibrary({
    pictures: { isStoreLocal: false },
    breakStore: (store) => ({
      ...store,
      withFile: async (key, use) => {
        await new Promise<void>((resolve) => lending.push(resolve));
        return store.withFile(key, use);
      },
    }),
  });
  const pages: PublishedImage[] = [];
  // No two of one size, for what is the same is fetched once.
  for (const widthPx of [2_400, 2_401, 2_402, 2_403, 2_404, 2_405]) {
    pages.push(await publishImage(away, `${widthPx} wide`, { ...LARGE, widthPx }));
  }

  const asked = Promise.all(pages.map((page) => away.ask(tileOf(page))));
  await vi.waitFor(() => expect(lending).toHaveLength(4), SOON);
  // Whatever was asked for before is answered before whoever asks after it.
  for (const { name } of pages) await away.ask(`/iiif/image/3/${name}/info.json`);
  expect(lending).toHaveLength(4);
  lending.shift()?.();
  await vi.waitFor(() => expect(lending).toHaveLength(4), SOON);
  for (const lend of lending) lend();
  await vi.waitFor(() => expect(lending).toHaveLength(5), SOON);
  lending.at(-1)?.();

  expect((await asked).map(({ status }) => status)).toEqual(Array(6).fill(200));
  await away.close();
});

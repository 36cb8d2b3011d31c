import { copyFile, open } from 'node:fs/promises';
import { isFailure, isWorthPyramid, keys } from '@diachi/domain';
import { isWhole, type ResolvedImage } from '@diachi/iiif';
import type { ObjectStore } from '@diachi/ports';
import type { DiskCache } from './disk-cache.ts';
import { DRAWN_BY, drawPyramid, type LentImage } from './draw-picture.ts';
import { createDrawingQueue } from './drawing-queue.ts';
import type { PageImageSource } from './page-image-source.ts';

export type LendTools = {
  readonly store: ObjectStore;
  /** Null where nothing may be kept on this machine. */
  readonly cache: DiskCache | null;
  /** True where the store lends its own files, so that no copy of them is worth its room. */
  readonly isStoreLocal: boolean;
  /** Does what fetches an object from a store on another machine, when its turn has come. */
  readonly fetch: (fetching: () => Promise<void>) => Promise<void>;
};

/** Fetched at once from a store on another machine: what is on its way takes room on the disk beside what is kept. */
const FETCHING = { atOnce: 4, mostWaiting: 512, mostOfEach: 32 } as const;

/** What is lent to one client after the other; whoever else waits for the same file has it when the first of them has. */
export function createLending(tools: Omit<LendTools, 'fetch'>): (client: string) => LendTools {
  const fetching = createDrawingQueue(FETCHING);
  return (client) => ({ ...tools, fetch: (work) => fetching.run({ client }, work) });
}

/** From what a picture is drawn: the page image, the pyramid that lies beside it, or one made here of a page that has none. */
export type SourceKind = 'page' | 'stored' | 'made';

/** What a picture is drawn from. Always the same for the same picture, for its bytes depend on it. */
export function sourceFor(
  { cache }: Pick<LendTools, 'cache'>,
  source: PageImageSource,
  { region }: ResolvedImage,
): SourceKind {
  const { image, pyramidChecksum } = source;
  if (!isWorthPyramid(image)) return 'page';
  if (pyramidChecksum) return 'stored';
  // A whole JPEG is decoded at a fraction of its size.
  const isCheap = image.type === 'image/jpeg' && isWhole(region, { width: image.widthPx, height: image.heightPx });
  return isCheap || !cache ? 'page' : 'made';
}

/** Lends what a picture is drawn from while `use` runs. Fails as the store does, and with `page.image-broken`. */
export async function lendImage<Result>(
  tools: LendTools,
  source: PageImageSource,
  kind: SourceKind,
  use: (lent: LentImage) => Promise<Result>,
): Promise<Result> {
  const { image, checksum } = source;
  if (kind === 'page') return lendPage(tools, source, (path) => use({ path, kind: 'page', image, checksum }));
  const asPyramid = (path: string) => use({ path, kind: 'pyramid', image, checksum });
  if (kind === 'made') return lendMade(tools, source, asPyramid);
  // It is made of the page image, and can be made again.
  const lent = await lendStored(tools, source, asPyramid);
  return lent ? lent.result : lendMade(tools, source, asPyramid);
}

/** Lends the pyramid that lies beside a page while `use` runs; null where it is lost and can be made again. Fails as the store does. */
export async function lendStored<Result>(
  tools: LendTools,
  { revision, page, pyramidChecksum }: PageImageSource,
  use: (path: string) => Promise<Result>,
): Promise<{ readonly result: Result } | null> {
  try {
    return { result: await lendObject(tools, keys.pyramid(revision, page), `p-${pyramidChecksum}`, use) };
  } catch (thrown) {
    if (!isMissing(thrown) || !tools.cache) throw thrown;
    return null;
  }
}

const lendPage = <Result>(
  tools: LendTools,
  { revision, page, checksum }: PageImageSource,
  use: (path: string) => Promise<Result>,
) => lendObject(tools, keys.image(revision, page), `i-${checksum}`, use);

/** An object as a file; where the store is another machine, one that stays here for a while. */
async function lendObject<Result>(
  { store, cache, isStoreLocal, fetch }: LendTools,
  key: string,
  name: string,
  use: (path: string) => Promise<Result>,
): Promise<Result> {
  if (!cache || isStoreLocal) return store.withFile(key, use);
  return orMadeAgain(cache, name, () =>
    cache.withFile(
      name,
      (to) =>
        fetch(() =>
          store.withFile(key, async (path) => {
            await copyFile(path, to);
            await makeDurable(to);
          }),
        ),
      use,
    ),
  );
}

async function lendMade<Result>(
  tools: LendTools,
  source: PageImageSource,
  use: (path: string) => Promise<Result>,
): Promise<Result> {
  const { cache } = tools;
  if (!cache) throw new Error('without a cache no pyramid is made');
  const name = `m-${source.checksum}-${DRAWN_BY.replaceAll('.', '-')}`;
  const make = (to: string) =>
    lendPage(tools, source, async (path) => {
      await drawPyramid(path, source.image.type, to);
      await makeDurable(to);
    });
  return orMadeAgain(cache, name, () => cache.withFile(name, make, use));
}

/** What was kept here may have been damaged here. */
async function orMadeAgain<Result>(cache: DiskCache, name: string, lend: () => Promise<Result>): Promise<Result> {
  try {
    return await lend();
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.code !== 'page.image-broken') throw thrown;
    await cache.forget(name);
    return lend();
  }
}

/** After a power cut a file is whole or not there. */
async function makeDurable(path: string): Promise<void> {
  await using file = await open(path, 'r+');
  await file.sync();
}

const isMissing = (thrown: unknown) => isFailure(thrown) && thrown.code === 'object.missing';

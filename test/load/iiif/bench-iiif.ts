import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createSqliteCatalogue } from '@diachi/catalogue-sql';
import { keys, TILE_PX } from '@diachi/domain';
import { type ImageSize, imageName, staticTiles } from '@diachi/iiif';
import { createFileObjectStore } from '@diachi/store-files';
import sharp from 'sharp';
import { createRandom, shuffled } from '../search/random.ts';
import { askMany, type Measured } from './ask-many.ts';
import { type FilledLibrary, fillLibrary } from './fill-library.ts';
import { startServer } from './start-server.ts';

export type BenchIiifOptions = {
  readonly pages: number;
  /** Tiles asked of ours by each number of clients; of plain iiif-processor a quarter of them. */
  readonly tiles: number;
  readonly clients: readonly number[];
  readonly thickPages: number;
  readonly log: (line: string) => void;
};

/** Tiles that are asked for before anything is measured, and not again: a program just started is slower. */
const WARMING = 60;

/** Asks for tiles, info, whole pages and a manifest, and for the same tiles and pages of plain iiif-processor. */
export async function benchIiif(
  options: BenchIiifOptions,
): Promise<{ filled: FilledLibrary; measured: readonly Measured[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-iiif-'));
  try {
    const store = await createFileObjectStore({ folder: join(folder, 'store') });
    const catalogue = await createSqliteCatalogue({ path: join(folder, 'catalogue.sqlite') });
    const filled = await fillLibrary(
      { catalogue, store },
      { pageCount: options.pages, thickPages: options.thickPages },
    );
    const revision = { documentId: filled.id, number: 1 };
    const paths = await Promise.all(
      filled.pages.map((_, page) => store.withFile(keys.pyramid(revision, page), async (path) => path)),
    );
    await Promise.all([catalogue.close(), store.close()]);

    const measured = [...(await benchOurs(folder, filled, options)), ...(await benchPlain(filled, paths, options))];
    return { filled, measured };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each number of clients meets a server that has drawn nothing yet. */
async function benchOurs(folder: string, filled: FilledLibrary, { clients, tiles, log }: BenchIiifOptions) {
  const measured: Measured[] = [];
  const add = (one: Measured) => {
    measured.push(one);
    log(lineOf(one));
  };
  for (const count of clients) {
    const server = await startServer('bench-server.ts', [
      folder,
      join(folder, `cache-${count}`),
      String(availableParallelism()),
    ]);
    const all = tilePaths(filled, '/iiif/image/3/');
    const asked = all.slice(0, tiles);
    await askMany(server, 'warm', all.slice(-WARMING), 1);
    add(await askMany(server, 'tiles, asked for the first time', asked, count));
    add(await askMany(server, 'the same tiles again', asked, count));
    add(await askMany(server, 'info.json', infoPaths(filled, tiles), count));
    add(await askMany(server, 'pages at 1,600 px, drawn', wholePaths(filled, '/iiif/image/3/', 1_600), count));
    add(await askMany(server, 'pages at 1,600 px, kept', wholePaths(filled, '/iiif/image/3/', 1_600), count));
    const manifest = `/iiif/presentation/3/documents/${filled.thickId}/manifest`;
    add(
      await askMany(
        server,
        'a thick manifest',
        Array.from({ length: 20 }, () => manifest),
        count,
      ),
    );
    log(`memory of the server then: ${(await server.used()).rssMb.toFixed(0)} MB`);
    await server.close();
  }
  return measured;
}

async function benchPlain(filled: FilledLibrary, paths: readonly string[], { clients, tiles, log }: BenchIiifOptions) {
  const images = Object.fromEntries(
    await Promise.all(
      paths.map(async (path, page) => [
        nameOf(filled, page),
        { path, dimensions: await sizesIn(path, filled.pages[page]) },
      ]),
    ),
  );
  const server = await startServer('plain-server.ts', [JSON.stringify(images)]);
  const measured: Measured[] = [];
  for (const count of clients) {
    const all = tilePaths(filled, '/iiif/3/');
    const asked = all.slice(0, Math.ceil(tiles / 4));
    await askMany(server, 'warm', all.slice(-WARMING), 1);
    const whole = wholePaths(filled, '/iiif/3/', 1_600);
    measured.push(await askMany(server, 'iiif-processor: tiles', asked, count));
    log(lineOf(measured.at(-1) as Measured));
    measured.push(await askMany(server, 'iiif-processor: pages at 1,600 px', whole, count));
    log(lineOf(measured.at(-1) as Measured));
  }
  await server.close();
  return measured;
}

const nameOf = ({ id }: FilledLibrary, page: number) => imageName({ documentId: id, number: 1 }, page);

/** Every tile of every page at every scale, as a viewer asks for them, in an order that is the same on every run. */
function tilePaths(filled: FilledLibrary, folder: string): readonly string[] {
  const all = filled.pages.flatMap(({ widthPx: width, heightPx: height }, page) =>
    [...staticTiles({ width, height }, TILE_PX)]
      .filter(({ paths }) => paths.length === 1)
      .map(({ paths }) => `${folder}${nameOf(filled, page)}/${paths[0]}`),
  );
  return shuffled(all, createRandom(7));
}

const wholePaths = (filled: FilledLibrary, folder: string, heightPx: number): readonly string[] =>
  filled.pages.map((image, page) => {
    const width = Math.round((image.widthPx * heightPx) / image.heightPx);
    return `${folder}${nameOf(filled, page)}/full/${width},${heightPx}/0/default.jpg`;
  });

const infoPaths = (filled: FilledLibrary, count: number): readonly string[] =>
  Array.from({ length: count }, (_, place) => `/iiif/image/3/${nameOf(filled, place % filled.pages.length)}/info.json`);

/** As iiif-processor itself reckons them from the size of the largest; in the pyramid the page is filled up. */
async function sizesIn(path: string, page: FilledLibrary['pages'][number] | undefined): Promise<readonly ImageSize[]> {
  const { pages = 1, width, height } = await sharp(path).metadata();
  const [ownWidth, ownHeight] = [page?.widthPx ?? width, page?.heightPx ?? height];
  return Array.from({ length: pages }, (_, level) => ({ width: ownWidth >> level, height: ownHeight >> level }));
}

const lineOf = ({ what, clients, answers, p50Ms, p95Ms, perSecond, cpuMs, bytes }: Measured) =>
  `| ${what} | ${clients} | ${answers} | ${p50Ms.toFixed(1)} | ${p95Ms.toFixed(1)} | ${perSecond.toFixed(0)} | ${cpuMs.toFixed(2)} | ${(bytes / 1_000).toFixed(0)} |`;

/** The results as they stand in docs/benchmarks.md. */
export function tableOf({ filled, measured }: Awaited<ReturnType<typeof benchIiif>>): string {
  const perPage = (bytes: number) => `${(bytes / filled.pages.length / 1_000).toFixed(0)} KB`;
  return [
    `${filled.pages.length} pages; for one on average: page image ${perPage(filled.pageImageBytes)}, pyramid ${perPage(filled.pyramidBytes)}, small pictures ${perPage(filled.thumbnailBytes)}; ${filled.cpuMsForPage.toFixed(0)} ms of processor to make small pictures and pyramid.`,
    '',
    '| what | clients | answers | p50 ms | p95 ms | a second | CPU ms each | KB each |',
    '|---|---|---|---|---|---|---|---|',
    ...measured.map(lineOf),
  ].join('\n');
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      pages: { type: 'string', default: '20' },
      tiles: { type: 'string', default: '600' },
      clients: { type: 'string', default: '1,8,32' },
      'thick-pages': { type: 'string', default: '800' },
    },
  });
  const bench = await benchIiif({
    pages: Number(values.pages),
    tiles: Number(values.tiles),
    clients: values.clients.split(',').map(Number),
    thickPages: Number(values['thick-pages']),
    log: (text) => console.error(text),
  });
  console.log(tableOf(bench));
}

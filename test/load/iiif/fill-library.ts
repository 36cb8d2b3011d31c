import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DocumentId,
  isWorthPyramid,
  keys,
  type ManifestFile,
  manifestText,
  type PageImage,
  parseChecksum,
  parseDocumentId,
  parseRecord,
  THUMBNAIL_WIDTHS_PX,
  UNRECKONED,
} from '@diachi/domain';
import type { PageText } from '@diachi/page-text';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import { makeThumbnails } from '@diachi/thumbnails-worker';
import sharp from 'sharp';

/** Pages of samples as the reading of them leaves them: a JPEG of quality 85, a PNG in black and white. */
const SAMPLES = [
  's01-admin-clean',
  's04-news-2col-bleed',
  's06-typewriter-yellowed',
  's07-small-print',
  's11-phone-photo',
];

export type FilledLibrary = {
  readonly id: DocumentId;
  readonly pages: readonly PageImage[];
  /** A book of many pages that are only listed. */
  readonly thickId: DocumentId;
  readonly pageImageBytes: number;
  readonly pyramidBytes: number;
  readonly thumbnailBytes: number;
  /** For small pictures and pyramid together. */
  readonly cpuMsForPage: number;
};

/** Publishes one document whose pages are samples, drawn as the pipeline draws them, and one with a manifest of `thickPages`. */
export async function fillLibrary(
  { catalogue, store }: { readonly catalogue: Catalogue; readonly store: ObjectStore },
  { pageCount, thickPages }: { readonly pageCount: number; readonly thickPages: number },
): Promise<FilledLibrary> {
  const record = parseRecord({ title: 'Địa chí tỉnh Lai Châu', library: 'tinh' });
  await catalogue.putLibrary({ code: record.library, name: 'Thư viện tỉnh' });
  const [id, thickId] = [parseDocumentId('0000000000000001'), parseDocumentId('0000000000000002')];
  const images: PageImage[] = [];
  let cpuMs = 0;
  for (let page = 0; page < pageCount; page += 1) {
    const name = SAMPLES[page % SAMPLES.length] ?? '';
    const sample = readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'pages', name, 'page.jpg'));
    const { data, info } = await sharp(sample)
      // Each page is another one, as in a book: what is kept of one is of no use for the next.
      .linear(1 - page * 0.002, 0)
      .toColourspace(await spaceOf(sample))
      .jpeg({ quality: 85 })
      .toBuffer({ resolveWithObject: true });
    const image = { widthPx: info.width, heightPx: info.height, type: 'image/jpeg', dpi: 300 } as const;
    images.push(image);
    const revision = { documentId: id, number: 1 };
    await store.put(keys.image(revision, page), data, image.type);
    await store.put(keys.text(revision, page), json(blank(image)), 'application/json');
    const before = process.cpuUsage();
    await makeThumbnails({ store }, { revision, page });
    const { user, system } = process.cpuUsage(before);
    cpuMs += (user + system) / 1_000;
  }
  const files = await publish({ catalogue, store }, id, images, (page) => filesOf(store, id, page, images[page]));
  const listed = images[0] as PageImage;
  await publish(
    { catalogue, store },
    thickId,
    Array.from({ length: thickPages }, () => listed),
    async (page) => keysOf(thickId, page, listed).map((key) => ({ key, checksum: checksumOf(key), sizeBytes: 1_000 })),
  );
  const bytesOf = (pattern: RegExp) =>
    files.reduce((sum, { key, sizeBytes }) => sum + (pattern.test(key) ? sizeBytes : 0), 0);
  return {
    id,
    pages: images,
    thickId,
    pageImageBytes: bytesOf(/image$/),
    pyramidBytes: bytesOf(/pyramid/),
    thumbnailBytes: bytesOf(/webp$/),
    cpuMsForPage: cpuMs / pageCount,
  };
}

async function publish(
  { catalogue, store }: { readonly catalogue: Catalogue; readonly store: ObjectStore },
  id: DocumentId,
  images: readonly PageImage[],
  filesOfPage: (page: number) => Promise<readonly ManifestFile[]>,
): Promise<readonly ManifestFile[]> {
  const revision = { documentId: id, number: 1 };
  const originals = [{ checksum: checksumOf(id), fileName: 'a.pdf', sizeBytes: 1, type: 'application/pdf' as const }];
  const record = parseRecord({ title: 'Địa chí tỉnh Lai Châu', library: 'tinh' });
  await catalogue.receive({ id, record, originals });
  const summaries = images.map((_, page) => ({
    page,
    label: String(page + 1),
    state: 'blank' as const,
    ...UNRECKONED,
  }));
  const pages = await Promise.all(
    summaries.map(async (summary, page) => ({
      ...summary,
      image: images[page] ?? null,
      files: await filesOfPage(page),
    })),
  );
  const pdf = { key: keys.pdf(revision), checksum: checksumOf('pdf'), sizeBytes: 3 };
  const told = {
    version: 1 as const,
    documentId: id,
    revision: 1,
    record,
    originals,
    pages,
    pdf,
    publishedAt: '2026-11-23T00:00:00.000Z',
  };
  await store.put(keys.pageList(revision), json({ pages: [], bookmarks: [] }), 'application/json');
  await store.put(keys.manifest(revision), Buffer.from([...manifestText(told)].join('')), 'application/json');
  await catalogue.openRevision(revision, summaries);
  await catalogue.publish(revision, summaries);
  return pages.flatMap(({ files }) => files);
}

const keysOf = (id: DocumentId, page: number, image: PageImage | undefined) => {
  const revision = { documentId: id, number: 1 };
  const small = THUMBNAIL_WIDTHS_PX.map((width) => keys.thumbnail(revision, page, width));
  const pyramid = image && isWorthPyramid(image) ? [keys.pyramid(revision, page)] : [];
  return [keys.text(revision, page), keys.image(revision, page), ...small, ...pyramid];
};

const filesOf = (store: ObjectStore, id: DocumentId, page: number, image: PageImage | undefined) =>
  Promise.all(
    keysOf(id, page, image).map(async (key): Promise<ManifestFile> => {
      const bytes = await store.get(key);
      return { key, checksum: checksumOf(bytes), sizeBytes: bytes.length };
    }),
  );

const blank = (image: PageImage): PageText => ({
  version: 1,
  kind: 'blank',
  image,
  engine: { name: 'none', version: '', model: '', settings: {} },
  treatments: [],
  look: null,
});

const spaceOf = async (sample: Buffer) => ((await sharp(sample).metadata()).channels < 3 ? 'b-w' : 'srgb');

const checksumOf = (of: string | Uint8Array) => parseChecksum(createHash('sha256').update(of).digest('hex'));

const json = (value: unknown) => Buffer.from(JSON.stringify(value));

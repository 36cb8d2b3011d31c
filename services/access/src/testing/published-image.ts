import {
  type AccessLevel,
  type DocumentId,
  isWorthPyramid,
  keys,
  type PageImage,
  pyramidSize,
  readManifest,
} from '@diachi/domain';
import { imageName } from '@diachi/iiif';
import sharp, { type Sharp } from 'sharp';
import { checksumOf, publishDocument, type SmallLibrary } from './small-library.ts';

/** A page that can be looked at: its name in addresses, and its pixels as they lie in the store. */
export type PublishedImage = {
  readonly id: DocumentId;
  readonly name: string;
  readonly page: Buffer;
  /** The page image anew, to be cut and scaled by the test itself. */
  open(): Sharp;
};

export type ImageToPublish = {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly type?: PageImage['type'];
  readonly isGrey?: boolean;
  readonly access?: AccessLevel;
  /** The pyramid beside it: as it is made now, as it was made before pages were filled up, or none. */
  readonly pyramid?: 'filled-up' | 'as-large' | 'none';
  /** Red, green and blue of each pixel, row by row; a picture of ours when not given. */
  readonly pixels?: Buffer;
};

/** Publishes a document of one page that is coloured otherwise at every place, so that a part of it can be told from every other. */
export async function publishImage(
  library: SmallLibrary,
  title: string,
  options: ImageToPublish,
): Promise<PublishedImage> {
  const { widthPx, heightPx, type = 'image/jpeg', isGrey = false, access = 'open', pyramid = 'filled-up' } = options;
  const id = await publishDocument(library, title, ['sông Đà']);
  const revision = { documentId: id, number: 1 };
  const drawn = sharp(options.pixels ?? colours(widthPx, heightPx), {
    raw: { width: widthPx, height: heightPx, channels: 3 },
  });
  const inSpace = isGrey ? drawn.toColourspace('b-w') : drawn;
  const page = await (type === 'image/jpeg' ? inSpace.jpeg({ quality: 92 }) : inSpace.png()).toBuffer();
  const image = { widthPx, heightPx, type, dpi: 300 } as const;
  await library.store.put(keys.image(revision, 0), page, type);

  const manifest = await readManifest(await library.store.read(keys.manifest(revision)));
  const named = manifest.pages[0];
  if (!named) throw new Error('the document has no page');
  const files = named.files.map((file) =>
    file.key === keys.image(revision, 0) ? { ...file, checksum: checksumOf(page), sizeBytes: page.length } : file,
  );
  if (pyramid !== 'none' && isWorthPyramid(image)) {
    const filled = pyramid === 'filled-up' ? pyramidSize(image) : image;
    const made = await sharp(page)
      .extend({ right: filled.widthPx - widthPx, bottom: filled.heightPx - heightPx, extendWith: 'copy' })
      .toColourspace(isGrey ? 'b-w' : 'srgb')
      .tiff({ compression: 'jpeg', quality: 80, tile: true, tileWidth: 512, tileHeight: 512, pyramid: true })
      .toBuffer();
    const key = keys.pyramid(revision, 0);
    await library.store.put(key, made, 'image/tiff');
    files.push({ key, checksum: checksumOf(made), sizeBytes: made.length });
  }
  const changed = { ...manifest, pages: [{ ...named, image, files }] };
  await library.store.put(keys.manifest(revision), Buffer.from(JSON.stringify(changed)), 'application/json');
  await restrict(library, id, access);
  return { id, name: imageName(revision, 0), page, open: () => sharp(page) };
}

/** Says from now on who may see a document. */
export async function restrict({ catalogue }: SmallLibrary, id: DocumentId, access: AccessLevel): Promise<void> {
  const { record, recordVersion } = await catalogue.document(id);
  if (record.access !== access) await catalogue.changeRecord(id, { ...record, access }, recordVersion);
}

/** Redder to the right, greener downwards, and bluer in every other square of 100 pixels. */
function colours(width: number, height: number): Buffer {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0, at = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      pixels[at++] = Math.round((255 * x) / width);
      pixels[at++] = Math.round((255 * y) / height);
      pixels[at++] = (Math.floor(x / 100) + Math.floor(y / 100)) % 2 === 0 ? 40 : 210;
    }
  }
  return pixels;
}

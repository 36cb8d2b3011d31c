import { type Document, keys, languageTag, licenceName, type Manifest } from '@diachi/domain';
import { type Book, type BookPage, epubFiles, needsPicture } from '@diachi/epub';
import { parsePageText } from '@diachi/page-text';
import type { Catalogue, ObjectStore } from '@diachi/ports';
import { documentNamed, type Route, senderOf, siteAddress } from '@diachi/web';
import sharp from 'sharp';
import { contentDisposition } from '../content-disposition.ts';
import type { DrawingQueue } from '../iiif/image/drawing-queue.ts';
import { publishedDocument, versionOf } from '../published-document.ts';
import type { RevisionFiles } from '../revision-files.ts';
import type { SeeDocument } from '../seen-document.ts';
import { sendWritten } from '../send-object.ts';
import { shownRevision } from '../shown-revision.ts';
import { type ZipEntry, zipStream } from '../zip-stream.ts';

export type BookTools = {
  readonly catalogue: Pick<Catalogue, 'libraries'>;
  readonly see: SeeDocument;
  readonly store: ObjectStore;
  readonly files: RevisionFiles;
  /** Pictures in books have their turns among all others that are drawn. */
  readonly drawing: DrawingQueue;
  readonly publicUrl?: URL | null;
};

/** A document as a book for small screens, made while it is sent. */
export const bookRoute = (tools: BookTools): Route => ({
  method: 'get',
  path: '/files/:id/book.epub',
  role: 'reader',
  summary: 'A document as an EPUB, whose text flows with the screen',
  isOpenToOtherSites: true,
  limits: { perMinute: 10 },
  handle: async (request, response, visitor) => {
    const id = documentNamed(request);
    const { document, manifest, cacheControl } = await publishedDocument(tools, id, visitor, 'download');
    const etag = `W/"${versionOf(manifest)}-${document.recordVersion}"`;
    response.set({
      'Cache-Control': cacheControl,
      'Content-Type': 'application/epub+zip',
      'Content-Disposition': contentDisposition(document.record.title, 'epub'),
    });
    await sendWritten(request, response, etag, async () => {
      const address = `${siteAddress(request, tools.publicUrl)}/documents/${id}`;
      const picture = pictureOf(tools, document, manifest, senderOf(request));
      const book = await describe(tools, document, address);
      const entries = bookEntries(book, pagesOf(tools.store, document, manifest, picture), picture);
      return zipStream(entries, new Date(manifest.publishedAt));
    });
  },
});

async function describe(tools: BookTools, document: Document, address: string): Promise<Book> {
  const { record } = document;
  const libraries = await tools.catalogue.libraries();
  return {
    address,
    title: record.title,
    language: languageTag(record.language),
    creators: record.creators,
    publisher: record.publisher,
    date: record.date && w3cDate(record.date.text),
    subjects: record.subjects,
    summary: record.summary,
    library: libraries.find(({ code }) => code === record.library)?.name ?? record.library,
    rights: [record.rightsHolder, licenceName(record.licence) ?? ''].filter((one) => one !== '').join('. '),
    changedAt: document.changedAt,
    bookmarks: await tools.files.bookmarks(shownRevision(document)),
  };
}

/** A year, month or day that is known; what is uncertain is no date to a reader of books. */
const w3cDate = (edtf: string): string | null => (/^\d{4}(-\d{2}(-\d{2})?)?$/.test(edtf) ? edtf : null);

/** A page as a JPEG, which every reader of books shows. Null where there is no picture of it. */
type PagePicture = (page: number) => Promise<Uint8Array | null>;

async function* bookEntries(
  book: Book,
  pages: AsyncIterable<BookPage>,
  picture: PagePicture,
): AsyncGenerator<ZipEntry> {
  const cover = await picture(0);
  for await (const { path, content } of epubFiles(book, pages, cover)) {
    yield { path, content, isStored: path === 'mimetype' || path.endsWith('.jpg') };
  }
}

// Past the cache: a whole book would push out what others are reading.
async function* pagesOf(
  store: ObjectStore,
  document: Document,
  manifest: Manifest,
  picture: PagePicture,
): AsyncGenerator<BookPage> {
  for (const { page, label } of manifest.pages) {
    const text = parsePageText(await store.get(keys.text(shownRevision(document), page)));
    yield { page, label, text, picture: needsPicture(text) ? await picture(page) : null };
  }
}

const PICTURE_WIDTH_PX = 1_000;

function pictureOf({ store, drawing }: BookTools, document: Document, manifest: Manifest, client: string): PagePicture {
  return async (page) => {
    const key = keys.thumbnail(shownRevision(document), page, 1_600);
    if (!manifest.pages[page]?.files.some((file) => file.key === key)) return null;
    const bytes = await store.get(key);
    // Half of the book may be with its reader: it waits rather than break off.
    return drawing.run({ client, isUnderWay: true }, () =>
      sharp(bytes).resize({ width: PICTURE_WIDTH_PX, withoutEnlargement: true }).jpeg({ quality: 75 }).toBuffer(),
    );
  };
}

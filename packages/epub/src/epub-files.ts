import { element, xmlDocument } from '@diachi/xml';
import { aboutPage } from './about-page.ts';
import type { Book, BookPage, EpubFile } from './book.ts';
import { machineNote } from './machine-note.ts';
import { navigation } from './navigation.ts';
import { packageDocument } from './package-document.ts';
import { STYLE } from './section.ts';
import { wordsFor } from './words.ts';
import { nothingWritten, writeText } from './write-text.ts';

/**
 * A document as an EPUB 3.3 publication that flows with the screen: its files in the order they are to be put into the ZIP (EPUB OCF
 * 3.3, section 4.3: `mimetype` first, stored as it is). Pages are read one after the other and not kept. `cover` is a JPEG.
 */
export async function* epubFiles(
  book: Book,
  pages: AsyncIterable<BookPage> | Iterable<BookPage>,
  cover: Uint8Array | null,
): AsyncGenerator<EpubFile> {
  const words = wordsFor(book.language);
  yield { path: 'mimetype', content: 'application/epub+zip' };
  yield { path: 'META-INF/container.xml', content: CONTAINER };
  yield inside('style.css', STYLE);
  if (cover) yield inside('cover.jpg', cover);
  const written = nothingWritten();
  for await (const { path, content } of writeText(book, words, pages, written)) yield inside(path, content);
  // What it says of the text is known now.
  yield inside('about.xhtml', aboutPage(book, words, machineNote(written, words)));
  yield inside('nav.xhtml', navigation(book, words, written));
  yield inside('package.opf', packageDocument(book, words, written, cover !== null));
}

const inside = (path: string, content: EpubFile['content']): EpubFile => ({ path: `EPUB/${path}`, content });

const CONTAINER = xmlDocument(
  element(
    'container',
    { version: '1.0', xmlns: 'urn:oasis:names:tc:opendocument:xmlns:container' },
    element(
      'rootfiles',
      {},
      element('rootfile', { 'full-path': 'EPUB/package.opf', 'media-type': 'application/oebps-package+xml' }),
    ),
  ),
);

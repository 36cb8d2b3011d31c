export type { Book, BookPage, EpubFile } from './book.ts';
export { epubFiles } from './epub-files.ts';
export { needsPicture } from './needs-picture.ts';

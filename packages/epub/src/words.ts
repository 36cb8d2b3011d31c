/** What an EPUB says beside the text of the document, in the document's own language where we speak it. */
export type EpubWords = {
  readonly language: string;
  readonly contents: string;
  readonly pages: string;
  readonly page: (label: string) => string;
  readonly beginning: string;
  readonly cover: string;
  readonly pictureOf: (label: string) => string;
  readonly unreadable: string;
  readonly otherScript: string;
  readonly keptBy: string;
  readonly readByMachine: string;
  readonly partlyReadByMachine: string;
  readonly parts: Readonly<Record<'author' | 'editor' | 'translator' | 'compiler', string>>;
};

const vi: EpubWords = {
  language: 'vi',
  contents: 'Mục lục',
  pages: 'Các trang',
  page: (label) => `Trang ${label}`,
  beginning: 'Bắt đầu đọc',
  cover: 'Bìa',
  pictureOf: (label) => `Ảnh trang ${label}`,
  unreadable: 'Trang này không đọc được bằng máy; hãy xem ảnh.',
  otherScript: '[Phần viết bằng chữ khác: xem ảnh trang]',
  keptBy: 'Nơi giữ',
  readByMachine:
    'Chữ trong sách này được máy đọc từ ảnh quét và có thể có chỗ sai. Bản đúng là ảnh của từng trang, tại địa chỉ dưới đây.',
  partlyReadByMachine:
    'Chữ của một số trang trong sách này được máy đọc từ ảnh quét và có thể có chỗ sai. Bản đúng là ảnh của từng trang, tại địa chỉ dưới đây.',
  parts: { author: 'Tác giả', editor: 'Chủ biên', translator: 'Người dịch', compiler: 'Sưu tầm' },
};

const en: EpubWords = {
  language: 'en',
  contents: 'Contents',
  pages: 'Pages',
  page: (label) => `Page ${label}`,
  beginning: 'Start of text',
  cover: 'Cover',
  pictureOf: (label) => `Picture of page ${label}`,
  unreadable: 'This page could not be read by machine; look at its picture.',
  otherScript: '[A part in another script: see the picture of the page]',
  keptBy: 'Kept by',
  readByMachine:
    'The text of this book was read from scans by machine and may be wrong in places. What is right is the picture of each page, at the address below.',
  partlyReadByMachine:
    'The text of some pages of this book was read from scans by machine and may be wrong in places. What is right is the picture of each page, at the address below.',
  parts: { author: 'Author', editor: 'Editor', translator: 'Translator', compiler: 'Compiler' },
};

/** Words for a document in this language (BCP 47). The library's own language goes for those of its minorities. */
export const wordsFor = (language: string): EpubWords => (/^(en|fr|de|ru)\b/.test(language) ? en : vi);

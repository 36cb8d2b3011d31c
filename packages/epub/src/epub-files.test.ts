import type { Bookmark } from '@diachi/domain';
import type { PageText, Word } from '@diachi/page-text';
import { describe, expect, test } from 'vitest';
import type { Book, BookPage } from './book.ts';
import { epubFiles } from './epub-files.ts';
import { needsPicture } from './needs-picture.ts';

describe('an EPUB of a document', () => {
  test('begins with its type, stored as it is', async () => {
    const [first] = await filesOf([page(0, ['Một.'])]);

    expect(first).toEqual(['mimetype', 'application/epub+zip']);
  });

  test('lets a sentence go on over the turn of a page, and marks where the page begins', async () => {
    const text = await textOf([page(0, ['Nhân dân các dân']), page(1, ['tộc đoàn kết.'], { goesOn: true })]);

    expect(text).toMatch(/<p>Nhân dân các dân <span [^>]*id="page-2" aria-label="2"\/>tộc đoàn kết\.<\/p>/);
  });

  test('puts a word together that is divided between two pages', async () => {
    const book = { ...about, language: 'fr' };
    const text = await textOf([page(0, ['les communes adminis-']), page(1, ['trées ici.'], { goesOn: true })], book);

    expect(text).toMatch(/communes administrées <span [^>]*id="page-2"[^>]*\/>ici\./);
  });

  test('begins a new paragraph where the new page does', async () => {
    const text = await textOf([page(0, ['Câu một.']), page(1, ['Câu hai.'])]);

    expect(text).toMatch(/<p>Câu một\.<\/p><span [^>]*id="page-2"[^>]*\/><p>Câu hai\.<\/p>/);
  });

  test('shows the picture of a page nobody could read, and says so', async () => {
    const picture = new Uint8Array([0xff, 0xd8]);
    const files = await filesOf([{ ...unreadable(0), picture }]);
    const text = content(files, 'EPUB/text/0001.xhtml');

    expect(text).toContain('Trang này không đọc được bằng máy');
    expect(text).toContain('<img src="../pictures/page-1.jpg" alt="Ảnh trang 1"/>');
    expect(files.find(([path]) => path === 'EPUB/pictures/page-1.jpg')?.[1]).toBe(picture);
    expect(content(files, 'EPUB/package.opf')).toContain('href="pictures/page-1.jpg"');
  });

  test('has contents as the document brought them, one inside the other', async () => {
    const bookmarks: Bookmark[] = [
      { title: 'Chương I', page: 0, level: 1 },
      { title: 'Mục 1', page: 1, level: 3 },
      { title: 'Chương II', page: 2, level: 1 },
      { title: 'Nơi không có', page: 99, level: 1 },
    ];
    const files = await filesOf([page(0, ['a.']), page(1, ['b.']), page(2, ['c.'])], { ...about, bookmarks });

    expect(content(files, 'EPUB/nav.xhtml')).toContain(
      '<ol><li><a href="text/0001.xhtml#page-1">Chương I</a><ol><li><a href="text/0001.xhtml#page-2">Mục 1</a></li></ol></li><li><a href="text/0001.xhtml#page-3">Chương II</a></li></ol>',
    );
  });

  test('has contents in the order it is read, each in its part, where the bookmarks lead back', async () => {
    const bookmarks: Bookmark[] = [
      { title: 'Chương II', page: 2, level: 1 },
      { title: 'Mục 2', page: 2, level: 2 },
      { title: 'Chương I', page: 0, level: 1 },
      { title: 'Danh sách bảng', page: 0, level: 1 },
      { title: 'Bảng 2', page: 2, level: 2 },
      { title: 'Bảng 1', page: 1, level: 2 },
    ];
    const files = await filesOf([page(0, ['a.']), page(1, ['b.']), page(2, ['c.'])], { ...about, bookmarks });
    const [, contents = ''] = /<ol>(.*?)<\/nav>/.exec(content(files, 'EPUB/nav.xhtml')) ?? [];

    expect(contents.replaceAll(/<a [^>]+>|<\/a>/g, '')).toBe(
      '<li>Chương I</li><li>Danh sách bảng<ol><li>Bảng 1</li></ol></li><li>Chương II<ol><li>Mục 2</li><li>Bảng 2</li></ol></li></ol>',
    );
  });

  test('has its headings for contents where the document brought none', async () => {
    const files = await filesOf([page(0, ['Lời nói đầu'], { role: 'heading' }), page(1, ['Chữ.'])]);

    expect(content(files, 'EPUB/nav.xhtml')).toContain('<a href="text/0001.xhtml#heading-1">Lời nói đầu</a>');
    expect(content(files, 'EPUB/text/0001.xhtml')).toContain('<h2 id="heading-1">Lời nói đầu</h2>');
  });

  test('leaves out running heads and page numbers, and tells the printed page instead', async () => {
    const numbered = { ...page(0, ['12'], { role: 'page-number' }), label: '12' };
    const files = await filesOf([numbered]);

    expect(content(files, 'EPUB/text/0001.xhtml')).not.toContain('>12<');
    expect(content(files, 'EPUB/nav.xhtml')).toContain('<a href="text/0001.xhtml#page-1">12</a>');
  });

  test('of many pages is many files, none of them broken inside a sentence', async () => {
    const pages = Array.from({ length: 100 }, (_, place) => page(place, [`Câu ${place}.`]));
    const files = await filesOf(pages);

    expect(files.filter(([path]) => path.startsWith('EPUB/text/')).length).toBe(3);
    expect(content(files, 'EPUB/package.opf').match(/<itemref /g)).toHaveLength(4);
  });

  test('says that a machine read it where one did, and of no typed text', async () => {
    const said = async (pages: readonly BookPage[]) => {
      const files = await filesOf(pages);
      return ['EPUB/about.xhtml', 'EPUB/package.opf'].map(
        (path) => /Chữ [^<]* máy đọc/.exec(content(files, path))?.[0],
      );
    };

    const all = 'Chữ trong sách này được máy đọc';
    const some = 'Chữ của một số trang trong sách này được máy đọc';
    expect(await said([page(0, ['Một.']), page(1, ['Hai.'])])).toEqual([all, all]);
    expect(await said([typed(page(0, ['Một.'])), page(1, ['Hai.'])])).toEqual([some, some]);
    expect(await said([typed(page(0, ['Một.'])), unreadable(1)])).toEqual([undefined, undefined]);
    expect(await said([typed(page(0, ['Dưới ảnh.']), true)])).toEqual([all, all]);
  });

  test('names what helps to find a printed page, and when it was last changed', async () => {
    const opf = content(await filesOf([page(0, ['Một.'])]), 'EPUB/package.opf');

    expect(opf).toContain('<meta property="schema:accessibilityFeature">pageBreakMarkers</meta>');
    expect(opf).toContain('<meta property="schema:accessibilityFeature">pageNavigation</meta>');
    expect(opf).not.toContain('printPageNumbers');
    expect(opf).toContain('<meta property="dcterms:modified">2026-11-23T03:04:05Z</meta>');
    expect(content(await filesOf([]), 'EPUB/package.opf')).not.toContain('pageNavigation');
  });

  test('of a document without pages is a whole book all the same', async () => {
    const files = await filesOf([]);

    expect(content(files, 'EPUB/nav.xhtml')).toContain('Bắt đầu đọc');
  });
});

test('a page needs its picture when its words do not say all of it', () => {
  expect(needsPicture(unreadable(0).text)).toBe(true);
  expect(needsPicture(page(0, [], {}).text)).toBe(true);
  expect(needsPicture(page(0, ['Chữ.'], { role: 'other-script' }).text)).toBe(true);
  expect(needsPicture(page(0, ['Chữ.']).text)).toBe(false);
  expect(needsPicture({ ...reading, kind: 'blank' })).toBe(false);
});

const about: Book = {
  address: 'https://thuvien.example/documents/abcdefgh12345678',
  title: 'Địa chí <Mường So>',
  language: 'vi',
  creators: [{ name: 'Lò Văn Ún', part: 'author' }],
  publisher: 'Ty Văn hoá',
  date: '1968',
  subjects: ['Dân tộc Thái'],
  summary: 'Về một vùng đất.',
  library: 'Thư viện tỉnh',
  rights: '',
  changedAt: '2026-11-23T03:04:05.678Z',
  bookmarks: [],
};

const reading = {
  version: 1,
  image: { widthPx: 1_000, heightPx: 1_500, type: 'image/jpeg', dpi: 150 },
  engine: { name: 'none', version: '', model: '', settings: {} },
  treatments: [],
  look: null,
} as const;

type Told = { readonly goesOn?: boolean; readonly role?: 'text' | 'heading' | 'page-number' | 'other-script' };

function page(place: number, lines: readonly string[], { goesOn = false, role = 'text' }: Told = {}): BookPage {
  const words = lines.flatMap((line, at): Word[] =>
    line.split(' ').map((text, x) => ({
      text,
      box: { x: x * 90, y: at * 40, width: 80, height: 30 },
      confidence: 1,
      line: at,
      block: 0,
    })),
  );
  const box = { x: 0, y: 0, width: 900, height: 400 };
  const blocks =
    lines.length === 0 ? [] : [{ role, box, level: role === 'heading' ? 1 : null, paragraphs: goesOn ? [] : [0] }];
  const text: PageText = {
    ...reading,
    kind: 'read',
    words,
    blocks,
    furtherEngines: [],
    expectedError: null,
    damage: null,
  };
  return { page: place, label: String(place + 1), text, picture: null };
}

/** The same as text that came with the document: on the page itself, or under a scan, where another machine put it. */
const typed = (page: BookPage, isUnderScan = false): BookPage => ({
  ...page,
  text: { ...page.text, engine: { name: 'pdf-text', version: '1', model: '', settings: { isUnderScan } } },
});

const unreadable = (place: number): BookPage => ({
  page: place,
  label: String(place + 1),
  text: {
    ...reading,
    kind: 'unreadable',
    reason: { kind: 'invalid', code: 'scan.truncated', message: 'Cut short.', details: {} },
  },
  picture: null,
});

async function filesOf(pages: readonly BookPage[], book: Book = about) {
  const files: (readonly [string, string | Uint8Array])[] = [];
  for await (const { path, content } of epubFiles(book, pages, null)) files.push([path, content]);
  return files;
}

const content = (files: Awaited<ReturnType<typeof filesOf>>, path: string) =>
  String(files.find(([own]) => own === path)?.[1] ?? '');

const textOf = async (pages: readonly BookPage[], book?: Book) =>
  content(await filesOf(pages, book), 'EPUB/text/0001.xhtml');

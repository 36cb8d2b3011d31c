import type { PageIndex } from '@diachi/domain';
import { isTrusted } from '@diachi/page-text';
import { isSyllable } from '@diachi/vietnamese';
import { element, writeXml, type XmlNode } from '@diachi/xml';
import type { Book, BookPage, EpubFile } from './book.ts';
import { joinTexts, type Piece, pageFlow } from './page-flow.ts';
import { newSection, pageBreak, pageId, type Section, xhtml } from './section.ts';
import type { EpubWords } from './words.ts';

/** Something the table of contents leads to. */
export type Heading = { readonly text: string; readonly level: number; readonly href: string };

/** What was met while the text was written, for the parts that are written last. */
export type Written = {
  readonly sections: string[];
  readonly pictures: string[];
  readonly headings: Heading[];
  /** Where each page begins. */
  readonly pages: Map<PageIndex, { readonly label: string; readonly href: string }>;
  /** Pages with words that a machine read, and pages whose words came typed with the document. */
  machinePages: number;
  typedPages: number;
};

export const nothingWritten = (): Written => ({
  sections: [],
  pictures: [],
  headings: [],
  pages: new Map(),
  machinePages: 0,
  typedPages: 0,
});

/** Old readers open files of this size at once; longer ones they page through slowly. */
const SECTION_CHARACTERS = 120_000;
const SECTION_PAGES = 40;
const LEAST_PAGES = 3;
const MOST_HEADINGS = 2_000;

/** The text of a book as files of some pages each, in order. What is met on the way is noted in `written`. */
export async function* writeText(
  book: Book,
  words: EpubWords,
  pages: AsyncIterable<BookPage> | Iterable<BookPage>,
  written: Written,
): AsyncGenerator<EpubFile> {
  const starts = new Set(book.bookmarks.map(({ page }) => page));
  let section = newSection(1);
  let open: OpenParagraph | null = null;
  const close = () => {
    if (!open) return;
    put(section, element('p', {}, open.nodes, open.text));
    section.nodes.push(...open.after);
    open = null;
  };

  for await (const { page, label, text, picture } of pages) {
    const pieces = pageFlow(text);
    const [first] = pieces;
    const goesOn = open !== null && first?.kind === 'paragraph' && first.goesOn;
    if (!goesOn || section.length > 2 * SECTION_CHARACTERS) close();
    if (isTime(section, starts.has(page), first) && !open) {
      yield sectionFile(section, book, words);
      written.sections.push(section.path);
      section = newSection(written.sections.length + 1);
    }
    section.pageCount += 1;
    if (isTrusted(text)) written.typedPages += 1;
    else if (text.kind === 'read' && text.words.length > 0) written.machinePages += 1;
    written.pages.set(page, { label, href: `${section.path}#${pageId(page)}` });

    const brk = pageBreak(page, label);
    let rest = pieces;
    if (open && first?.kind === 'paragraph') {
      open = goOn(open, first.text, brk, book.language);
      rest = pieces.slice(1);
    } else section.nodes.push(brk);

    const extra = notes(text, words);
    if (picture) {
      const path = `pictures/${pageId(page)}.jpg`;
      written.pictures.push(path);
      yield { path, content: picture };
      extra.push(figure(path, words.pictureOf(label)));
    }
    for (const piece of rest) {
      if (piece.kind === 'paragraph') {
        if (open && piece.goesOn) open = { ...open, text: joinTexts(open.text, piece.text, syllables(book.language)) };
        else {
          close();
          open = { nodes: [], text: piece.text, after: [] };
        }
      } else if (open && (piece.kind === 'footnote' || piece.kind === 'caption')) {
        // Notes stand at the foot of a page and not in the middle of a sentence that goes on at the next.
        (open as OpenParagraph).after.push(nodeOf(piece, words));
      } else {
        close();
        const id = piece.kind === 'heading' ? `heading-${written.headings.length + 1}` : null;
        if (piece.kind === 'heading' && id && written.headings.length < MOST_HEADINGS)
          written.headings.push({ text: piece.text, level: piece.level, href: `${section.path}#${id}` });
        put(section, nodeOf(piece, words, id));
      }
    }
    if (extra.length > 0) {
      close();
      section.nodes.push(...extra);
    }
  }
  close();
  yield sectionFile(section, book, words);
  written.sections.push(section.path);
}

/** A paragraph that may go on: what of it stands before the last break of pages, what comes after that, and what follows it. */
type OpenParagraph = { readonly nodes: readonly XmlNode[]; readonly text: string; readonly after: XmlNode[] };

function goOn(open: OpenParagraph, text: string, brk: XmlNode, language: string): OpenParagraph {
  const joint = joinTexts(open.text, text, syllables(language));
  // The break stands before the first whole word of the new page: inside a word it would tear it apart for who searches.
  const start = joint.indexOf(' ', joint.startsWith(open.text) ? open.text.length : open.text.lastIndexOf(' ') + 1);
  const cut = start < 0 ? joint.length : start + 1;
  return { ...open, nodes: [...open.nodes, joint.slice(0, cut), brk], text: joint.slice(cut) };
}

const syllables = (language: string) => (language.startsWith('vi') ? isSyllable : undefined);

const isTime = ({ pageCount, length }: Section, isStart: boolean, first: Piece | undefined): boolean => {
  if (length > SECTION_CHARACTERS || pageCount >= SECTION_PAGES) return true;
  return pageCount >= LEAST_PAGES && (isStart || (first?.kind === 'heading' && first.level === 1));
};

function put(section: Section, node: XmlNode): void {
  section.nodes.push(node);
  section.length += writeXml(node).length;
}

function notes(text: BookPage['text'], words: EpubWords): XmlNode[] {
  return text.kind === 'unreadable' ? [element('p', { class: 'note' }, words.unreadable)] : [];
}

const figure = (path: string, description: string): XmlNode =>
  element('figure', {}, element('img', { src: `../${path}`, alt: description }));

function nodeOf(piece: Exclude<Piece, { kind: 'paragraph' }>, words: EpubWords, id: string | null = null): XmlNode {
  switch (piece.kind) {
    case 'heading':
      return element(`h${Math.min(6, piece.level + 1)}`, { id }, piece.text);
    case 'footnote':
      return element('aside', { 'epub:type': 'footnote', role: 'doc-footnote' }, element('p', {}, piece.text));
    case 'caption':
      return element('p', { class: 'caption' }, piece.text);
    case 'other-script':
      return element('p', { class: 'other-script' }, words.otherScript);
    case 'table':
      return element('table', {}, element('tbody', {}, piece.rows.map(rowOf)));
  }
}

const rowOf = (cells: readonly string[]): XmlNode =>
  element(
    'tr',
    {},
    cells.map((cell) => element('td', {}, cell)),
  );

const sectionFile = (section: Section, book: Book, words: EpubWords): EpubFile => ({
  path: section.path,
  content: xhtml({ title: book.title, language: book.language, words }, section.nodes),
});

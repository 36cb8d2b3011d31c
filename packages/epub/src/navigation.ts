import { element, type XmlNode } from '@diachi/xml';
import type { Book } from './book.ts';
import { xhtml } from './section.ts';
import type { EpubWords } from './words.ts';
import type { Heading, Written } from './write-text.ts';

/** The navigation document (EPUB 3.3, section 7): contents as the document brought them, else its headings, and the printed pages. */
export function navigation(book: Book, words: EpubWords, written: Written): string {
  const contents = contentsOf(book, written);
  const [firstText = 'about.xhtml'] = written.sections;
  const list = contents.length > 0 ? contents : [{ text: words.beginning, level: 1, href: firstText }];
  const pages = [...written.pages.values()].map(({ label, href }) => link(href, label));
  const head = { title: words.contents, language: words.language, words, styleFrom: '' };
  return xhtml(head, [
    element('nav', { 'epub:type': 'toc', role: 'doc-toc', id: 'toc' }, element('h1', {}, words.contents), nested(list)),
    pages.length === 0
      ? null
      : element(
          'nav',
          { 'epub:type': 'page-list', role: 'doc-pagelist', hidden: 'hidden' },
          element('h2', {}, words.pages),
          element(
            'ol',
            {},
            pages.map((page) => element('li', {}, page)),
          ),
        ),
    element(
      'nav',
      { 'epub:type': 'landmarks', hidden: 'hidden' },
      element(
        'ol',
        {},
        element('li', {}, element('a', { 'epub:type': 'bodymatter', href: firstText }, words.beginning)),
      ),
    ),
  ]);
}

/** In the order the pages are read (EPUB 3.3, section 7.4.2), whatever order the document's own bookmarks have: each stands in the part its page lies in. */
function contentsOf({ bookmarks }: Book, { headings, pages }: Written): readonly Heading[] {
  const inOrder = bookmarks.toSorted((one, other) => one.page - other.page);
  const led = inOrder.flatMap(({ title, page, level }) => {
    const href = pages.get(page)?.href;
    return href && title.trim() !== '' ? [{ text: title, level, href }] : [];
  });
  return led.length > 0 ? led : headings;
}

/** Headings as lists in lists: what is smaller than the one before it stands below it, however many levels were left out. */
function nested(headings: readonly Heading[]): XmlNode {
  const entries: XmlNode[] = [];
  for (let place = 0; place < headings.length; ) {
    const heading = headings[place] as Heading;
    const below: Heading[] = [];
    let next = place + 1;
    for (; next < headings.length && (headings[next] as Heading).level > heading.level; next += 1) {
      below.push(headings[next] as Heading);
    }
    entries.push(element('li', {}, link(heading.href, heading.text), below.length > 0 ? nested(below) : null));
    place = next;
  }
  return element('ol', {}, entries);
}

const link = (href: string, text: string): XmlNode => element('a', { href }, text);

import { relatorOf } from '@diachi/record-formats';
import { element, textElement, type XmlNode, xmlDocument } from '@diachi/xml';
import type { Book } from './book.ts';
import { machineNote } from './machine-note.ts';
import type { EpubWords } from './words.ts';
import type { Written } from './write-text.ts';

/** The package document (EPUB 3.3, section 5): what the book is, its files and their order. */
export function packageDocument(book: Book, words: EpubWords, written: Written, hasCover: boolean): string {
  const items: XmlNode[] = [
    item('nav', 'nav.xhtml', 'application/xhtml+xml', 'nav'),
    item('style', 'style.css', 'text/css'),
    item('about', 'about.xhtml', 'application/xhtml+xml'),
    hasCover ? item('cover', 'cover.jpg', 'image/jpeg', 'cover-image') : null,
    written.sections.map((path, place) => item(`text-${place + 1}`, path, 'application/xhtml+xml')),
    written.pictures.map((path, place) => item(`picture-${place + 1}`, path, 'image/jpeg')),
  ];
  const spine = ['about', ...written.sections.map((_, place) => `text-${place + 1}`)];
  const root = element(
    'package',
    {
      xmlns: 'http://www.idpf.org/2007/opf',
      version: '3.0',
      'unique-identifier': 'address',
      'xml:lang': words.language,
    },
    metadata(book, words, written),
    element('manifest', {}, items),
    element(
      'spine',
      {},
      spine.map((idref) => element('itemref', { idref })),
    ),
  );
  return xmlDocument(root);
}

const item = (id: string, href: string, type: string, properties: string | null = null): XmlNode =>
  element('item', { id, href, 'media-type': type, properties });

function metadata(book: Book, words: EpubWords, written: Written): XmlNode {
  const meta = (property: string, text: string, refines: string | null = null) =>
    element('meta', { property, refines }, text);
  return element(
    'metadata',
    { 'xmlns:dc': 'http://purl.org/dc/elements/1.1/' },
    element('dc:identifier', { id: 'address' }, book.address),
    element('dc:title', {}, book.title),
    element('dc:language', {}, book.language || words.language),
    book.creators.map(({ name, part }, place) => {
      const id = `creator-${place + 1}`;
      const isMaker = ['author', 'photographer', 'cartographer', 'issuer', 'compiler'].includes(part);
      return [
        element(isMaker ? 'dc:creator' : 'dc:contributor', { id }, name),
        element('meta', { refines: `#${id}`, property: 'role', scheme: 'marc:relators' }, relatorOf(part).code),
      ];
    }),
    textElement('dc:publisher', book.publisher),
    textElement('dc:date', book.date),
    book.subjects.map((subject) => element('dc:subject', {}, subject)),
    textElement('dc:description', book.summary),
    textElement('dc:rights', book.rights),
    element('dc:source', { id: 'source' }, book.address),
    meta('source-of', 'pagination', '#source'),
    meta('dcterms:modified', `${book.changedAt.slice(0, 19)}Z`),
    accessibility(written, machineNote(written, words)),
  );
}

/**
 * What is promised to those who cannot see the page (EPUB Accessibility 1.1, section 2; the words are those of the Schema.org Accessibility
 * Properties for Discoverability Vocabulary): the text can be heard and gone through, and may have errors where a machine read it.
 */
const accessibility = ({ pictures, pages }: Written, note: string | null): XmlNode =>
  [
    ['accessMode', 'textual'],
    ...(pictures.length > 0 ? [['accessMode', 'visual']] : [['accessModeSufficient', 'textual']]),
    ['accessibilityFeature', 'tableOfContents'],
    ['accessibilityFeature', 'structuralNavigation'],
    ...(pages.size > 0
      ? [
          ['accessibilityFeature', 'pageBreakMarkers'],
          ['accessibilityFeature', 'pageNavigation'],
        ]
      : []),
    ['accessibilityHazard', 'none'],
    ...(note === null ? [] : [['accessibilitySummary', note]]),
  ].map(([property, text = '']) => element('meta', { property: `schema:${property}` }, text));

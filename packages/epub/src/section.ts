import type { PageIndex } from '@diachi/domain';
import { element, textElement, type XmlNode, xmlDocument } from '@diachi/xml';
import type { EpubWords } from './words.ts';

/** A file of text under construction: some pages, one after the other. */
export type Section = {
  readonly path: string;
  readonly nodes: XmlNode[];
  pageCount: number;
  length: number;
};

export const newSection = (number: number): Section => ({
  path: `text/${String(number).padStart(4, '0')}.xhtml`,
  nodes: [],
  pageCount: 0,
  length: 0,
});

/** The place where a printed page begins, so that people can say where they are to those who have the paper. */
export const pageBreak = (page: PageIndex, label: string): XmlNode =>
  element('span', { 'epub:type': 'pagebreak', role: 'doc-pagebreak', id: pageId(page), 'aria-label': label });

export const pageId = (page: PageIndex): string => `page-${page + 1}`;

/** A whole XHTML file of the book. */
export function xhtml(
  { title, language, words, styleFrom = '../' }: XhtmlHead,
  body: readonly XmlNode[],
  bodyType: string | null = null,
): string {
  const root = element(
    'html',
    {
      xmlns: 'http://www.w3.org/1999/xhtml',
      'xmlns:epub': 'http://www.idpf.org/2007/ops',
      lang: language || words.language,
      'xml:lang': language || words.language,
    },
    element(
      'head',
      {},
      textElement('title', title),
      element('link', { rel: 'stylesheet', type: 'text/css', href: `${styleFrom}style.css` }),
    ),
    element('body', { 'epub:type': bodyType }, body),
  );
  return xmlDocument(root).replace('?>\n', '?>\n<!DOCTYPE html>\n');
}

export type XhtmlHead = {
  readonly title: string;
  readonly language: string;
  readonly words: EpubWords;
  /** Path from the file to the folder of the style sheet. */
  readonly styleFrom?: string;
};

export const STYLE = `body { line-height: 1.5; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-align: left; }
p { margin: 0 0 0.6em; }
p.caption { font-style: italic; }
p.other-script, p.note { color: #555; }
table { border-collapse: collapse; }
td { border: 1px solid #999; padding: 0.2em 0.4em; vertical-align: top; }
aside { border-top: 1px solid #999; font-size: 0.9em; margin: 0.6em 0; }
figure { margin: 0.6em 0; text-align: center; }
img { max-width: 100%; }
`;

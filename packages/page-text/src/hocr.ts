import { element, writeXml, type XmlElement, type XmlNode } from '@diachi/xml';
import type { AltoSource } from './alto.ts';
import { blocksOf } from './blocks.ts';
import { frameOf } from './frame.ts';
import type { BlockRole, Box, PageText, Word } from './page-text.ts';
import { pageTrouble } from './page-trouble.ts';
import { splitRow } from './printed-lines.ts';

/** Where a page's text belongs, as for ALTO, with a title for who opens it in a browser. */
export type HocrSource = AltoSource & { readonly title: string };

const CAPABILITIES =
  'ocr_page ocr_carea ocr_par ocr_line ocrx_word ocr_header ocr_pageno ocr_table ocr_caption ocr_textfloat ocrp_wconf ocrp_lang';

/** A page's text as hOCR 1.2, written as XHTML. Valid for blank and unreadable pages too; what is wrong with one is said in it. */
export function hocrOf(text: PageText, source: HocrSource): string {
  const { name, version } = text.engine;
  const meta = (key: string, content: string) => element('meta', { name: key, content });
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('title', {}, source.title),
    meta('ocr-system', `${name} ${version}`.trim()),
    meta('ocr-capabilities', CAPABILITIES),
    source.language ? meta('ocr-langs', source.language) : null,
    meta('ocr-number-of-pages', '1'),
  );
  const root = element(
    'html',
    { xmlns: 'http://www.w3.org/1999/xhtml', lang: source.language ?? null, 'xml:lang': source.language ?? null },
    head,
    element('body', {}, pageOf(text, source)),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE html>\n${writeXml(root)}\n`;
}

function pageOf(text: PageText, source: HocrSource): XmlElement {
  const size = text.image ?? { widthPx: 0, heightPx: 0, dpi: 0 };
  const title = properties([
    `image ${quoted(source.imageName)}`,
    bboxOf({ x: 0, y: 0, width: size.widthPx, height: size.heightPx }),
    `ppageno ${source.page}`,
    `lpageno ${quoted(source.label)}`,
    ...(size.dpi > 0 ? [`scan_res ${size.dpi} ${size.dpi}`] : []),
  ]);
  const trouble = pageTrouble(text);
  return element(
    'div',
    { class: 'ocr_page', id: 'page', title },
    trouble ? element('p', { class: 'page-trouble' }, `${trouble.code}: ${trouble.message}`) : null,
    blocksOf(text).map((lines, place) => area(text, lines, place)),
  );
}

/** What hOCR calls a block that is not running text (sections 3.1 and 4.2 to 4.3 of the specification). */
const floats: Readonly<Partial<Record<BlockRole, string>>> = {
  'running-head': 'ocr_header',
  'page-number': 'ocr_pageno',
  table: 'ocr_table',
  caption: 'ocr_caption',
  footnote: 'ocr_textfloat',
};

type Line = readonly Word[];

function area(text: PageText, lines: readonly Line[], place: number): XmlElement {
  const block = text.kind === 'read' ? text.blocks[lines[0]?.[0]?.block ?? -1] : undefined;
  const own = (block && floats[block.role]) ?? 'ocr_carea';
  const starts = new Set(block?.paragraphs);
  const printed = lines.flatMap(splitRow);
  const paragraphs: Line[][] = [];
  for (const line of printed) {
    const last = paragraphs.at(-1);
    if (last && !starts.has(line[0]?.line ?? -1)) last.push(line);
    else paragraphs.push([line]);
  }
  // Browsers and readers know a heading by its element; hOCR leaves the element free.
  const name = block?.role === 'heading' ? `h${Math.min(6, block.level ?? 1)}` : 'p';
  return element(
    'div',
    { class: own, id: `block-${place}`, title: bboxOf(frameOf(lines.flat())) },
    paragraphs.map((paragraph, number) =>
      element(
        name,
        { class: 'ocr_par', id: `par-${place}-${number}`, title: bboxOf(frameOf(paragraph.flat())) },
        paragraph.map((line) => lineOf(line)),
      ),
    ),
  );
}

const lineOf = (words: Line): XmlNode => [
  element('span', { class: 'ocr_line', title: bboxOf(frameOf(words)) }, words.map(wordOf)),
  // So that lines do not run together where the markup is left out.
  '\u0020',
];

const wordOf = ({ text, box, confidence }: Word, place: number): XmlNode => [
  place > 0 ? ' ' : null,
  element(
    'span',
    { class: 'ocrx_word', title: properties([bboxOf(box), `x_wconf ${Math.round(confidence * 100)}`]) },
    text,
  ),
];

const properties = (parts: readonly string[]) => parts.join('; ');

// Whole numbers, and never empty where something stands.
const bboxOf = ({ x, y, width, height }: Box) =>
  `bbox ${Math.floor(x)} ${Math.floor(y)} ${Math.ceil(x + width)} ${Math.ceil(y + height)}`;

/** A string as hOCR quotes it: there is no way to write a quotation mark inside. */
const quoted = (text: string) => `"${text.replace(/["\\]/g, '_')}"`;

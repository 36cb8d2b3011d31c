import { xmlText } from './xml-text.ts';

/** A piece of XML: text, an element, XML that is written already, or nothing. */
export type XmlNode = string | XmlElement | WrittenXml | null | readonly XmlNode[];

export type XmlElement = {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string | number | null>>;
  readonly children: readonly XmlNode[];
};

/** XML that was written before, and is well-formed. */
export type WrittenXml = { readonly xml: string };

/** An element: its name with its prefix, its attributes (null ones are left out), what is in it. */
export const element = (
  name: string,
  attributes: XmlElement['attributes'] = {},
  ...children: readonly XmlNode[]
): XmlElement => ({ name, attributes, children });

/** An element with a text in it, or nothing where there is no text. */
export const textElement = (name: string, text: string | null, attributes: XmlElement['attributes'] = {}): XmlNode =>
  text === null || text === '' ? null : element(name, attributes, text);

/** Writes a piece of XML 1.0, without a declaration and with no white space of its own: it would be text to some readers. */
export function writeXml(node: XmlNode): string {
  if (node === null) return '';
  if (typeof node === 'string') return xmlText(node);
  if (isXmlList(node)) return node.map(writeXml).join('');
  if ('xml' in node) return node.xml;
  const attributes = Object.entries(node.attributes)
    .filter((entry): entry is [string, string | number] => entry[1] !== null)
    .map(([name, value]) => ` ${name}="${xmlText(String(value))}"`)
    .join('');
  const inside = node.children.map(writeXml).join('');
  return inside === '' ? `<${node.name}${attributes}/>` : `<${node.name}${attributes}>${inside}</${node.name}>`;
}

/** A whole document in UTF-8, as it is sent or kept. */
export const xmlDocument = (root: XmlElement | WrittenXml): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${writeXml(root)}\n`;

/** True of several pieces one after the other. */
export const isXmlList = (node: XmlNode): node is readonly XmlNode[] => Array.isArray(node);

import { SaxesParser, type SaxesTagNS } from 'saxes';
import { decodeXml } from './decode-xml.ts';
import type { ReadElement } from './read-element.ts';
import { XmlError } from './xml-error.ts';

/** How much XML is read before it is refused. */
export type XmlLimits = {
  /** Bytes, or characters of a string. */
  readonly most?: number;
  readonly mostDepth?: number;
  /** Elements, attributes and texts together. */
  readonly mostNodes?: number;
};

const MOST = 32 * 2 ** 20;
const MOST_DEPTH = 100;
const MOST_NODES = 1_000_000;

type Open = ReadElement & { readonly children: (ReadElement | string)[] };

/**
 * Reads XML 1.0 with namespaces from whoever sent it. A document type declaration is refused, so that nothing is fetched and no entity is
 * defined; so is what is larger or deeper than the limits. Fails with an `XmlError`.
 */
export function parseXml(source: Uint8Array | string, limits: XmlLimits = {}): ReadElement {
  const { most = MOST, mostDepth = MOST_DEPTH, mostNodes = MOST_NODES } = limits;
  if (source.length > most) throw new XmlError('too-large', `The XML is larger than ${most} bytes.`);
  const text = typeof source === 'string' ? source : decodeXml(source);

  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: Open[] = [];
  let root: ReadElement | null = null;
  let nodes = 0;
  const count = (more: number) => {
    nodes += more;
    if (nodes > mostNodes) throw new XmlError('too-large', `The XML has more than ${mostNodes} parts.`);
  };
  const addText = (written: string) => {
    count(1);
    open.at(-1)?.children.push(written);
  };

  parser.on('error', (cause) => {
    throw new XmlError('malformed', `The XML is not well-formed: ${cause.message}.`, { cause });
  });
  parser.on('doctype', () => {
    throw new XmlError('doctype', 'The XML has a document type declaration, which is not read.');
  });
  parser.on('opentag', (tag) => {
    const element = elementOf(tag);
    count(1 + element.attributes.length);
    if (open.length >= mostDepth) throw new XmlError('too-deep', `The XML is nested more than ${mostDepth} deep.`);
    open.at(-1)?.children.push(element);
    root ??= element;
    open.push(element);
  });
  parser.on('closetag', () => void open.pop());
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.write(text).close();
  if (root === null) throw new XmlError('malformed', 'The XML has no element.');
  return root;
}

const elementOf = ({ uri, local, attributes }: SaxesTagNS): Open => ({
  namespace: uri,
  name: local,
  attributes: Object.values(attributes)
    .filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns')
    .map(({ uri: namespace, local: name, value }) => ({ namespace, name, value })),
  children: [],
});

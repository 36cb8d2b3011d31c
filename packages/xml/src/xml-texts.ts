import { isXmlList, type XmlElement, type XmlNode } from './write-xml.ts';
import { xmlText } from './xml-text.ts';

/** Another value for an attribute, such as a name that is to be told apart. */
export type ChangeAttribute = (name: string, value: string | number) => string | number;

const PIECE_LENGTH = 64 * 1_024;

type Open = { readonly children: readonly XmlNode[]; place: number; readonly end: string };

/** What `writeXml` writes, in pieces of some 64,000 characters: whoever writes what is long can do something else in between. */
export function* xmlTexts(root: XmlNode, changed: ChangeAttribute = (_, value) => value): Generator<string> {
  const open: Open[] = [{ children: [root], place: 0, end: '' }];
  let piece = '';
  for (let last = open.at(-1); last; last = open.at(-1)) {
    if (last.place === last.children.length) {
      piece += last.end;
      open.pop();
    } else {
      const node = last.children[last.place] as XmlNode;
      last.place += 1;
      if (node === null) continue;
      if (typeof node === 'string') piece += xmlText(node);
      else if (isXmlList(node)) open.push({ children: node, place: 0, end: '' });
      else if ('xml' in node) piece += node.xml;
      else if (node.children.every(isNothing)) piece += `${beginning(node, changed)}/>`;
      else {
        piece += `${beginning(node, changed)}>`;
        open.push({ children: node.children, place: 0, end: `</${node.name}>` });
      }
    }
    if (piece.length < PIECE_LENGTH) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

function beginning({ name, attributes }: XmlElement, changed: ChangeAttribute): string {
  let text = `<${name}`;
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null) text += ` ${key}="${xmlText(String(changed(key, value)))}"`;
  }
  return text;
}

function isNothing(node: XmlNode): boolean {
  if (node === null) return true;
  if (typeof node === 'string') return xmlText(node) === '';
  if (isXmlList(node)) return node.every(isNothing);
  return 'xml' in node && node.xml === '';
}

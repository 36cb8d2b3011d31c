import { XMLParser } from 'fast-xml-parser';

// Values stay as they were written: a key like 0012 is no number. Quotation marks come as numbers of characters.
const parser = new XMLParser({ parseTagValue: false, ignoreDeclaration: true, htmlEntities: true });

/** An element's children by name; several of one name are a list. */
export type XmlElement = Readonly<Record<string, unknown>>;

/** What is inside the outermost element, if it is called `name`. Null for anything else, or for XML that breaks off. */
export function readXml(text: string, name: string): XmlElement | null {
  if (!text.trimEnd().endsWith(`</${name}>`) && !text.trimEnd().endsWith('/>')) return null;
  try {
    const root: unknown = parser.parse(text);
    const inside = isElement(root) ? root[name] : undefined;
    if (inside === '') return {};
    return isElement(inside) ? inside : null;
  } catch {
    // Not XML: null says so.
    return null;
  }
}

export const textIn = (element: XmlElement, name: string): string | null => {
  const found = element[name];
  return typeof found === 'string' ? found : null;
};

export function elementsIn(element: XmlElement, name: string): readonly XmlElement[] {
  const found = element[name];
  return (Array.isArray(found) ? found : [found]).filter(isElement);
}

const isElement = (value: unknown): value is XmlElement =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

import type { XmlElement, XmlNode } from '@diachi/xml';

/** Attributes of METS that give a name within the file, or name others by it, several with spaces between them (METS 1.12, `xsd:ID` and `xsd:IDREFS`). */
const NAMING = new Set(['ID', 'ADMID', 'DMDID', 'FILEID', 'STRUCTID', 'AREAID', 'GROUPID', 'xlink:from', 'xlink:to']);

/** The same METS with names that begin so: names are of the whole XML document, where several METS may stand. */
export function withDistinctIds(mets: XmlElement, beginning: string): XmlElement {
  const attributes = Object.entries(mets.attributes).map(([name, value]) => [
    name,
    NAMING.has(name) && typeof value === 'string' ? value.replace(/\S+/g, (id) => `${beginning}${id}`) : value,
  ]);
  return {
    ...mets,
    attributes: Object.fromEntries(attributes) as XmlElement['attributes'],
    children: mets.children.map((child) => distinctIn(child, beginning)),
  };
}

function distinctIn(node: XmlNode, beginning: string): XmlNode {
  if (node === null || typeof node === 'string' || 'xml' in node) return node;
  return 'name' in node ? withDistinctIds(node, beginning) : node.map((one) => distinctIn(one, beginning));
}

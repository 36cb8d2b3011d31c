export { parseXml, type XmlLimits } from './parse-xml.ts';
export { attributeOf, childOf, childrenOf, type ReadAttribute, type ReadElement, textIn } from './read-element.ts';
export {
  element,
  textElement,
  type WrittenXml,
  writeXml,
  type XmlElement,
  type XmlNode,
  xmlDocument,
} from './write-xml.ts';
export { XmlError, type XmlFault } from './xml-error.ts';
export { xmlText } from './xml-text.ts';
export { type ChangeAttribute, xmlTexts } from './xml-texts.ts';

export {
  element,
  textElement,
  type WrittenXml,
  writeXml,
  type XmlElement,
  type XmlNode,
  xmlDocument,
} from './write-xml.ts';
export { xmlText } from './xml-text.ts';

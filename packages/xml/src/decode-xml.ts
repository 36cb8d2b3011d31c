import { XmlError } from './xml-error.ts';

const ACCEPTED = /^(?:utf-?8|us-ascii)$/i;
/** An XML declaration's encoding (XML 1.0, section 4.3.3), as far as it can be told before anything is decoded. */
const declaration = /^\uFEFF?<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']([^"']{1,40})["']/;

/** The text of an XML file: UTF-8, with or without its mark. Anything else is refused by name; wrong bytes are never guessed at. */
export function decodeXml(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xfe && second === 0xff) || (first === 0xff && second === 0xfe) || first === 0 || second === 0) {
    throw new XmlError('encoding', 'The XML is not in UTF-8 but in UTF-16 or UTF-32.');
  }
  const [, named] =
    declaration.exec(new TextDecoder('latin1').decode(bytes.subarray(0, 300)).replace(/^ï»¿/, '')) ?? [];
  if (named !== undefined && !ACCEPTED.test(named)) {
    throw new XmlError('encoding', `The XML says that it is in ${named}; only UTF-8 is read.`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new XmlError('encoding', 'The XML has bytes that are not UTF-8.', { cause });
  }
}

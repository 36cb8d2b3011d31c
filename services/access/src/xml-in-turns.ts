import { setImmediate } from 'node:timers/promises';
import { type ChangeAttribute, type WrittenXml, type XmlNode, xmlTexts } from '@diachi/xml';

/** Writes what may be many megabytes, and lets others be answered meanwhile. */
export async function xmlInTurns(node: XmlNode, changed?: ChangeAttribute): Promise<WrittenXml> {
  let xml = '';
  for (const text of xmlTexts(node, changed)) {
    xml += text;
    await setImmediate();
  }
  return { xml };
}

import { element, type XmlElement } from '@diachi/xml';
import type { DescribedDocument } from '../described-document.ts';
import { dublinCoreStatements, type Statement } from './dublin-core-statements.ts';

const DCTERMS = 'http://purl.org/dc/terms/';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/**
 * A record in qualified Dublin Core: DCMI Metadata Terms in XML, after “Guidelines for implementing Dublin Core in XML” (DCMI 2003). Where
 * a value follows an encoding scheme of DCMI, `xsi:type` names it.
 */
export const dublinCoreTerms = (document: DescribedDocument): XmlElement =>
  element('metadata', { 'xmlns:dcterms': DCTERMS, 'xmlns:xsi': XSI }, dublinCoreStatements(document).map(qualified));

const qualified = ({ term, value, language, scheme }: Statement): XmlElement =>
  element(`dcterms:${term}`, { 'xsi:type': scheme ? `dcterms:${scheme}` : null, 'xml:lang': language ?? null }, value);

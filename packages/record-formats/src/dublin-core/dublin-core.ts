import { element, type XmlElement } from '@diachi/xml';
import type { DescribedDocument } from '../described-document.ts';
import { dublinCoreStatements } from './dublin-core-statements.ts';

const DC = 'http://purl.org/dc/elements/1.1/';
const OAI_DC = 'http://www.openarchives.org/OAI/2.0/oai_dc/';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** A record in the fifteen elements of Dublin Core 1.1, as OAI-PMH 2.0 wants them of everybody (`oai_dc`). */
export const dublinCore = (document: DescribedDocument): XmlElement =>
  element(
    'oai_dc:dc',
    {
      'xmlns:oai_dc': OAI_DC,
      'xmlns:dc': DC,
      'xmlns:xsi': XSI,
      'xsi:schemaLocation': `${OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd`,
    },
    simpleStatements(document),
  );

/** The same as SRU has it (`info:srw/schema/1/dc-v1.1`). */
export const sruDublinCore = (document: DescribedDocument): XmlElement =>
  element(
    'srw_dc:dc',
    { 'xmlns:srw_dc': 'info:srw/schema/1/dc-schema', 'xmlns:dc': DC },
    simpleStatements(document).map(({ name, children }) => element(name, {}, children)),
  );

const simpleStatements = (document: DescribedDocument): readonly XmlElement[] =>
  dublinCoreStatements(document).map(({ simple, value, language }) =>
    element(`dc:${simple}`, { 'xml:lang': language ?? null }, value),
  );

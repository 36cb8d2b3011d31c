import { element, type XmlElement } from '@diachi/xml';
import type { MarcRecord } from './marc-record.ts';

const MARC_XML = 'http://www.loc.gov/MARC21/slim';

/** A MARC record as MARCXML 1.1 (MARC21slim). */
export const marcXml = ({ leader, controlFields, dataFields }: MarcRecord): XmlElement =>
  element(
    'record',
    {
      xmlns: MARC_XML,
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:schemaLocation': `${MARC_XML} http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd`,
    },
    element('leader', {}, leader),
    controlFields.map(({ tag, value }) => element('controlfield', { tag }, value)),
    dataFields.map(({ tag, indicators, subfields }) =>
      element(
        'datafield',
        { tag, ind1: indicators.charAt(0), ind2: indicators.charAt(1) },
        subfields.map(({ code, value }) => element('subfield', { code }, value)),
      ),
    ),
  );

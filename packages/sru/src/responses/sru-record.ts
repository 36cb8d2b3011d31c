import { element, textElement, writeXml, type XmlElement } from '@diachi/xml';
import { DIAGNOSTICS, type Diagnostic } from '../diagnostics.ts';
import type { Packing } from '../parse-request.ts';
import { namespacesOf, type SruVersion } from '../sru-version.ts';

export type SruRecord = {
  readonly schema: string;
  readonly data: XmlElement;
  /** From 1; null for what has no place in a result, as an explanation. */
  readonly position: number | null;
};

/** A record in an answer: as XML, or as the text of it. */
export const sruRecord = ({ schema, data, position }: SruRecord, packing: Packing, version: SruVersion): XmlElement =>
  element(
    'record',
    {},
    element('recordSchema', {}, schema),
    element(version === '2.0' ? 'recordXMLEscaping' : 'recordPacking', {}, packing),
    element('recordData', {}, packing === 'xml' ? data : writeXml(data)),
    textElement('recordPosition', position === null ? null : String(position)),
  );

/** A diagnostic. Its namespace is its own, so that it may stand in place of a record. */
export const sruDiagnostic = ({ code, details }: Diagnostic, version: SruVersion): XmlElement =>
  element(
    'diagnostic',
    { xmlns: namespacesOf(version).diagnostic },
    element('uri', {}, `info:srw/diagnostic/1/${code}`),
    textElement('details', details),
    element('message', {}, DIAGNOSTICS[code]),
  );

/** What stands in place of a record that cannot be sent. */
export const surrogate = (diagnostic: Diagnostic, position: number, version: SruVersion): SruRecord => ({
  schema: 'info:srw/schema/1/diagnostics-v1.1',
  data: sruDiagnostic(diagnostic, version),
  position,
});

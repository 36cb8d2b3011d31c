import { type DocumentRecord, isEmbargoed, licenceName } from '@diachi/domain';
import { element, textElement, type XmlElement } from '@diachi/xml';
import { identifier } from './premis-event.ts';

/** What may be done with a document, as PREMIS 3.0 has it (data dictionary, 4.1): by its licence, or by the policy of the library; on a day, `YYYY-MM-DD`. */
export function premisRights(
  record: Pick<DocumentRecord, 'access' | 'embargoUntil' | 'licence' | 'rightsHolder'>,
  today: string,
): XmlElement {
  const licence = licenceName(record.licence);
  const held = record.rightsHolder === '' ? '' : ` Rights holder: ${record.rightsHolder}.`;
  const until = isEmbargoed(record, today) ? ` Embargo until ${record.embargoUntil}.` : '';
  return element(
    'premis:rightsStatement',
    {},
    identifier('rightsStatement', 'local', 'rights'),
    element('premis:rightsBasis', {}, licence ? 'license' : 'institutional policy'),
    licence
      ? element(
          'premis:licenseInformation',
          {},
          element(
            'premis:licenseDocumentationIdentifier',
            {},
            element('premis:licenseDocumentationIdentifierType', {}, 'URI'),
            element('premis:licenseDocumentationIdentifierValue', {}, licence),
          ),
          textElement('premis:licenseNote', held.trim()),
        )
      : element(
          'premis:otherRightsInformation',
          {},
          element('premis:otherRightsBasis', {}, 'institutional policy'),
          textElement('premis:otherRightsNote', held.trim()),
        ),
    element(
      'premis:rightsGranted',
      {},
      element('premis:act', {}, 'disseminate'),
      element('premis:rightsGrantedNote', {}, `Access level: ${record.access}.${until}`),
    ),
  );
}

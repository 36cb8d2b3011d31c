import type { Original } from '@diachi/domain';
import { element, textElement, type XmlElement } from '@diachi/xml';
import { identifier } from './premis-event.ts';

/** A file as PREMIS 3.0 describes it (data dictionary, 1.1 to 1.8). */
export type PremisFile = {
  readonly id: string;
  readonly type: string;
  readonly sizeBytes: number;
  /** SHA-256, in hexadecimal. */
  readonly checksum: Original['checksum'];
  /** The name it came with; null where that is not told. */
  readonly originalName: string | null;
};

export const premisFile = ({ id, type, sizeBytes, checksum, originalName }: PremisFile): XmlElement =>
  element(
    'premis:object',
    { 'xsi:type': 'premis:file' },
    identifier('object', 'local', id),
    element(
      'premis:objectCharacteristics',
      {},
      element('premis:compositionLevel', {}, '0'),
      element(
        'premis:fixity',
        {},
        element('premis:messageDigestAlgorithm', {}, 'SHA-256'),
        element('premis:messageDigest', {}, checksum),
      ),
      element('premis:size', {}, String(sizeBytes)),
      element('premis:format', {}, element('premis:formatDesignation', {}, element('premis:formatName', {}, type))),
    ),
    textElement('premis:originalName', originalName),
  );

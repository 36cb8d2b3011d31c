import type { Document } from '@diachi/domain';
import type { MetadataFormat } from '@diachi/oai-pmh';
import { type DescribedDocument, dublinCore, marc, marcXml, mods } from '@diachi/record-formats';
import type { XmlNode } from '@diachi/xml';

/** A format in which records are harvested. */
export type RecordBuilder = MetadataFormat & {
  /** How many records one answer has: as many as are made and carried well at once. */
  readonly atOnce: number;
  /** Any document whose record everybody may see can be written: a list in a format leaves nothing out. */
  readonly build: (described: DescribedDocument, document: Document) => XmlNode | Promise<XmlNode>;
};

const RECORDS_AT_ONCE = 100;

/** Every format that needs nothing but the record, by its `metadataPrefix`. Whoever adds one adds a line here, or gives it to the provider beside them. */
export const RECORD_BUILDERS: readonly RecordBuilder[] = [
  {
    metadataPrefix: 'oai_dc',
    schema: 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd',
    metadataNamespace: 'http://www.openarchives.org/OAI/2.0/oai_dc/',
    atOnce: RECORDS_AT_ONCE,
    build: dublinCore,
  },
  {
    metadataPrefix: 'mods',
    schema: 'http://www.loc.gov/standards/mods/v3/mods-3-8.xsd',
    metadataNamespace: 'http://www.loc.gov/mods/v3',
    atOnce: RECORDS_AT_ONCE,
    build: mods,
  },
  {
    metadataPrefix: 'marc21',
    schema: 'http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd',
    metadataNamespace: 'http://www.loc.gov/MARC21/slim',
    atOnce: RECORDS_AT_ONCE,
    build: (described) => marcXml(marc(described)),
  },
];

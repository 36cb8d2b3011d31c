import {
  bibtex,
  type DescribedDocument,
  dublinCoreTerms,
  marc,
  marcXml,
  mods,
  ris,
  schemaOrg,
  writeIso2709,
} from '@diachi/record-formats';
import { xmlDocument } from '@diachi/xml';

/** A record as a file. */
export type RecordFile = {
  /** Its name, behind `/files/:id/record/`. */
  readonly name: string;
  readonly summary: string;
  readonly contentType: string;
  /** Saved rather than shown. */
  readonly isDownload: boolean;
  readonly write: (document: DescribedDocument) => string | Uint8Array;
};

/** Every format in which the record of a document can be had. */
export const RECORD_FILES: readonly RecordFile[] = [
  {
    name: 'dc.xml',
    summary: 'The record of a document in Dublin Core (DCMI Metadata Terms)',
    contentType: 'application/xml',
    isDownload: false,
    write: (document) => xmlDocument(dublinCoreTerms(document)),
  },
  {
    name: 'mods.xml',
    summary: 'The record of a document as MODS 3.8',
    contentType: 'application/mods+xml',
    isDownload: false,
    write: (document) => xmlDocument(mods(document)),
  },
  {
    name: 'marc.xml',
    summary: 'The record of a document as MARCXML',
    contentType: 'application/marcxml+xml',
    isDownload: false,
    write: (document) => xmlDocument(marcXml(marc(document))),
  },
  {
    name: 'marc.mrc',
    summary: 'The record of a document as MARC 21 (ISO 2709, UTF-8)',
    contentType: 'application/marc',
    isDownload: true,
    write: (document) => writeIso2709(marc(document)),
  },
  {
    name: 'schema.jsonld',
    summary: 'The record of a document in schema.org (JSON-LD)',
    contentType: 'application/ld+json',
    isDownload: false,
    write: (document) => `${JSON.stringify(schemaOrg(document), null, 2)}\n`,
  },
  {
    name: 'record.bib',
    summary: 'The record of a document for BibTeX (biblatex)',
    contentType: 'application/x-bibtex; charset=utf-8',
    isDownload: true,
    write: bibtex,
  },
  {
    name: 'record.ris',
    summary: 'The record of a document for reference managers (RIS)',
    contentType: 'application/x-research-info-systems; charset=utf-8',
    isDownload: true,
    write: ris,
  },
];

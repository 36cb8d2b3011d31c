import type { Document } from '@diachi/domain';
import type { AuditTrail } from '@diachi/ports';
import { mets } from '@diachi/preservation';
import type { RecordBuilder } from '../oai-pmh/record-builders.ts';
import type { RevisionFiles } from '../revision-files.ts';
import { xmlInTurns } from '../xml-in-turns.ts';
import { describeMets } from './describe-mets.ts';
import { distinctIds } from './distinct-ids.ts';
import { addressesOf } from './file-places.ts';

/** METS reads more than the catalogue for each document: fewer at once. */
const METS_AT_ONCE = 10;

/** METS for those who harvest records: what everybody may see of each document. */
export const metsBuilder = (files: RevisionFiles, audit: AuditTrail): RecordBuilder => ({
  metadataPrefix: 'mets',
  schema: 'http://www.loc.gov/standards/mets/mets.xsd',
  metadataNamespace: 'http://www.loc.gov/METS/',
  atOnce: METS_AT_ONCE,
  build: async (described, document: Document) => {
    const site = new URL(described.addresses.document).origin;
    const question = {
      document,
      described,
      rights: described.rights,
      role: 'reader' as const,
      places: addressesOf(site, document.id, document.publishedRevision),
    };
    // A name must begin with a letter.
    return xmlInTurns(mets(await describeMets({ files, audit }, question)), distinctIds(`d${document.id}-`));
  },
});

import { type Document, dayOf, Failure, isFailure, publicRights } from '@diachi/domain';
import { type OaiRecord, oaiIdentifier, type RecordHeader, setSpec, setsOf } from '@diachi/oai-pmh';
import type { DocumentChange } from '@diachi/ports';
import type { DescribedDocument } from '@diachi/record-formats';
import type { XmlNode } from '@diachi/xml';
import { described } from '../records/described.ts';
import type { Answer, ProviderTools } from './provider-tools.ts';
import type { RecordBuilder } from './record-builders.ts';

/** The records of these changes; those left out whose documents went or were closed since the changes were read. */
export async function recordsOf(
  tools: ProviderTools,
  changes: readonly DocumentChange[],
  builder: RecordBuilder,
  site: string,
): Promise<readonly OaiRecord[]> {
  const today = dayOf(tools.clock());
  const names = changes.filter(({ isGone }) => !isGone).map(({ id }) => id);
  const [documents, libraries] = await Promise.all([
    tools.catalogue.documentsNamed(names),
    tools.catalogue.libraries(),
  ]);
  const known = new Map(documents.map((document) => [document.id, document]));
  const records: OaiRecord[] = [];
  for (const change of changes) {
    const header = headerOf(tools, change);
    if (change.isGone) records.push({ header, metadata: null });
    const document = change.isGone ? undefined : known.get(change.id);
    const rights = document && publicRights(document, today);
    if (!document || !rights?.record) continue;
    const told = described(document, { publicRights: rights, site, libraries });
    records.push({ header, metadata: await written(builder, told, document) });
  }
  return records;
}

/** What is wrong with one document is not the harvester's doing: whatever it is, they are asked to come back. */
async function written(builder: RecordBuilder, told: DescribedDocument, document: Document): Promise<XmlNode> {
  try {
    return await builder.build(told, document);
  } catch (thrown) {
    if (!isFailure(thrown) || thrown.kind === 'unavailable') throw thrown;
    const message = `The record of document ${document.id} cannot be written as ${builder.metadataPrefix}. Have the library inspected.`;
    const details = { id: document.id, format: builder.metadataPrefix };
    throw new Failure('unavailable', 'harvest.record-broken', message, { cause: thrown, details });
  }
}

export const headerOf = ({ repositoryId }: ProviderTools, change: DocumentChange): RecordHeader => ({
  identifier: oaiIdentifier(repositoryId, change.id),
  datestamp: change.at,
  sets: setsOf(change).map(setSpec),
  isDeleted: change.isGone,
});

export const unknownFormat = ({ builders }: ProviderTools, prefix: string): Answer => ({
  errors: [
    {
      code: 'cannotDisseminateFormat',
      words: `There is no format “${prefix}” here, but ${builders.map((known) => known.metadataPrefix).join(', ')}.`,
    },
  ],
});

import { type Document, dayOf, isFailure, publicRights } from '@diachi/domain';
import { type OaiRecord, oaiIdentifier, type RecordHeader, setSpec, setsOf } from '@diachi/oai-pmh';
import type { DocumentChange } from '@diachi/ports';
import type { DescribedDocument } from '@diachi/record-formats';
import type { XmlNode } from '@diachi/xml';
import { described } from '../records/described.ts';
import type { Answer, ProviderTools } from './provider-tools.ts';
import type { RecordBuilder } from './record-builders.ts';

/** The records of these changes; those left out whose documents went or were closed since the changes were read, or are damaged. */
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
    const told = described(document, { publicRights: rights, today, site, libraries });
    const metadata = await writtenUnlessBroken(tools, builder, told, document);
    if (metadata !== null) records.push({ header, metadata });
  }
  return records;
}

/**
 * What is wrong with one document holds up nobody: its record is left out, as one that cannot be had in this format, and told to those who keep the
 * library. Read anew, it is a change, and harvested then. A store that is away or was emptied is none of its doing: that is passed on.
 */
async function writtenUnlessBroken(
  { log, isStoreThere }: ProviderTools,
  builder: RecordBuilder,
  told: DescribedDocument,
  document: Document,
): Promise<XmlNode> {
  try {
    return await builder.build(told, document);
  } catch (thrown) {
    if (!isFailure(thrown)) throw thrown;
    const isOnlyHere = thrown.kind !== 'unavailable' || (thrown.code === 'manifest.lost' && (await isStoreThere()));
    if (!isOnlyHere) throw thrown;
    const about = { err: thrown, code: thrown.code, document: document.id, format: builder.metadataPrefix };
    log.error(about, 'a record cannot be written and is left out for harvesters; have the library inspected');
    return null;
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

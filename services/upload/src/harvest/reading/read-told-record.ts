import {
  type DocumentId,
  type DocumentRecord,
  type ForeignAddresses,
  type ForeignRecord,
  isFailure,
  noteFailure,
  parseRecord,
  type RefusedRecord,
  type SourceCode,
  UNDESCRIBED,
} from '@diachi/domain';
import { formatOf, type ReadFormat, type ToldRecord } from '@diachi/oai-pmh';
import { type ReadRecord, readDublinCore, readMarc, readMarcXml, readMods } from '@diachi/record-formats';
import type { ReadElement } from '@diachi/xml';
import { nameForeignRecord } from '../name-foreign-record.ts';
import type { BrokenRecord } from './read-broken-page.ts';

export type TakenRecord =
  | { readonly record: ForeignRecord }
  /** `id` is what it would be known by; null when it has no name that can be kept. */
  | { readonly refused: RefusedRecord; readonly id: DocumentId | null };

const MOST_IDENTIFIER = 1_000;

const readers: Readonly<Record<ReadFormat, (root: ReadElement) => ReadRecord>> = {
  marc21: (root) => readMarc(readMarcXml(root)),
  mods: readMods,
  'dublin-core': readDublinCore,
};

/** A record as we keep it, from one as it came; or why it cannot be taken in. */
export function readToldRecord(
  source: SourceCode,
  metadataPrefix: string,
  told: ToldRecord | BrokenRecord,
): TakenRecord {
  const { identifier } = told;
  const refuse = (why: Pick<RefusedRecord, 'code' | 'message'>): TakenRecord => ({
    refused: { identifier: identifier.slice(0, MOST_IDENTIFIER), ...why },
    id: identifier.length > MOST_IDENTIFIER ? null : nameForeignRecord(source, identifier),
  });
  if (identifier.length > MOST_IDENTIFIER) {
    return refuse({ code: 'harvest.bad-identifier', message: 'Its identifier is longer than can be kept.' });
  }
  if ('isBroken' in told)
    return refuse({ code: 'harvest.broken-record', message: 'It is damaged and cannot be read.' });
  const { datestamp, isDeleted } = told;
  const known = { id: nameForeignRecord(source, identifier), source, identifier, metadataPrefix };
  const kept = { ...known, datestamp: datestamp.slice(0, 40), isGone: isDeleted };
  if (isDeleted) return { record: { ...kept, record: nothingSaid(source), addresses: NOWHERE } };
  if (!told.metadata) return refuse({ code: 'harvest.no-metadata', message: 'Nothing came with it.' });
  try {
    const read = readMetadata(told.metadata, metadataPrefix);
    if (!read) return refuse({ code: 'harvest.unread-format', message: 'It came in a format that is not read here.' });
    if (!read.record.title?.trim()) return refuse({ code: 'harvest.no-title', message: 'It has no title.' });
    // Whatever the reader let through, what is kept is what a record of ours may be.
    const record = parseRecord({ ...nothingSaid(source), ...read.record, ...OF_OURS, library: source });
    return { record: { ...kept, record, addresses: addressesOf(read) } };
  } catch (thrown) {
    if (!isFailure(thrown)) throw thrown;
    const { code, message } = noteFailure(thrown);
    return refuse({ code, message });
  }
}

/** By what the element is; repositories call their formats as they like. */
function readMetadata(root: ReadElement, prefix: string): ReadRecord | null {
  const format = formatOf({ namespace: root.namespace, prefix: root.namespace === '' ? prefix : '', schema: '' });
  const fits = format ?? formatOf({ namespace: '', prefix, schema: '' });
  return fits && readers[fits](root);
}

/** What another repository says of this is about its own house: of ours it stands in no collection, and its record is told to everybody. */
const OF_OURS = { collection: '', access: 'open', embargoUntil: null } as const;

const nothingSaid = (source: SourceCode): DocumentRecord => ({
  ...UNDESCRIBED,
  title: '?',
  library: source as string as DocumentRecord['library'],
  collection: '',
  kind: 'other',
  date: null,
  // Undetermined, in the words of ISO 639-2.
  language: 'und',
});

const addressesOf = ({ addresses }: ReadRecord): ForeignAddresses => ({
  page: addresses.document,
  thumbnail: addresses.thumbnail,
  pdf: addresses.pdf,
  manifest: addresses.manifest ?? manifestOf(addresses.document),
});

/** Where some programs have the manifest of a document whose page is known, as they are set up when nobody changes it. */
function manifestOf(page: string | null): string | null {
  const url = page === null ? null : URL.parse(page);
  // This program's own.
  const [, id] = /^\/documents\/([0-9a-z]{16})$/.exec(url?.pathname ?? '') ?? [];
  return url && id ? new URL(`/iiif/presentation/3/documents/${id}/manifest`, url).href : null;
}

const NOWHERE: ForeignAddresses = { page: null, thumbnail: null, pdf: null, manifest: null };

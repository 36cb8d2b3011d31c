import type { DocumentId } from './document-id.ts';
import type { SourceCode } from './harvest-source.ts';
import type { DocumentRecord } from './record.ts';

/** Where a record of another repository is found there: whole http(s) addresses, null where it tells none. */
export type ForeignAddresses = {
  readonly page: string | null;
  readonly thumbnail: string | null;
  readonly pdf: string | null;
  /** Its IIIF Presentation manifest. */
  readonly manifest: string | null;
};

/** A record that another repository has, as it was last told. It is none of our documents, whatever is done with those. */
export type ForeignRecord = {
  /** Worked out from source and identifier, in the form of a document's id, so that both can be found by one search. */
  readonly id: DocumentId;
  readonly source: SourceCode;
  /** Its name in OAI-PMH, for good. */
  readonly identifier: string;
  /** When it last changed there, as that repository tells it. */
  readonly datestamp: string;
  /** What of it we have words for. Its `library` is the code of the source. */
  readonly record: DocumentRecord;
  readonly addresses: ForeignAddresses;
  /** In which format it came. */
  readonly metadataPrefix: string;
  /** It was there and is no more. */
  readonly isGone: boolean;
};

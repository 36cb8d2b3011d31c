import type { DocumentId, DocumentKind, DocumentState, LibraryCode, PageState, SourceCode } from '@diachi/domain';
import type { Person } from '@diachi/ports';
import type { Generated } from 'kysely';

/** JSON kept as text, so that every database keeps the same. */
type Json = string;
/** ISO 8601, UTC, as text. */
type Time = string;

export type DocumentTable = {
  /** Counts in the order of receipt; breaks ties between equal times. */
  number: Generated<number>;
  id: DocumentId;
  record: Json;
  /** Of the record, to be filtered by. */
  library: LibraryCode;
  collection: string;
  kind: DocumentKind;
  record_version: number;
  originals: Json;
  state: DocumentState;
  published_revision: number;
  work_revision: number;
  page_count: number | null;
  failure: Json | null;
  is_indexed: number;
  received_at: Time;
  changed_at: Time;
  /** Of the published revision, while a page of it is to be checked: how much of it is likely wrong, in millionths, and how many pages. */
  to_check: Generated<number | null>;
  pages_to_check: Generated<number | null>;
  /** Of the published revision; null where nobody has looked. */
  trusted_pages: Generated<number | null>;
  /** Once published: not even its record, or only that, is for everybody. */
  is_closed: Generated<number>;
  is_private: Generated<number>;
  /** The day its embargo ends, as long as nobody has seen to that. */
  opens_on: Generated<string | null>;
};

type PageTable = {
  document_id: DocumentId;
  revision: number;
  page: number;
  label: string;
  state: PageState;
  reason: Json | null;
  /** In millionths. */
  expected_error: number | null;
  is_trusted: number | null;
  /** Of a page that readers see and people should look at: how much of it is likely wrong, in millionths. */
  to_check: Generated<number | null>;
};

type TokenTable = { token_hash: string; person_id: number; expires_at: Time };

/** The catalogue as it lies in a database, whichever it is: text, whole numbers and null only. */
export type Tables = {
  document: DocumentTable;
  original: { document_id: DocumentId; checksum: string };
  page: PageTable;
  /** Revisions in work whose pages are known, and how many they are. */
  opened_revision: { document_id: DocumentId; revision: number; page_count: number };
  finished_step: { document_id: DocumentId; revision: number; step_id: string; job: string };
  /** How many of them there are, kept by the database itself. */
  step_tally: { document_id: DocumentId; revision: number; job: string; done: number };
  /**
   * How many documents are alike in what they are counted by, kept by the database itself. More than one row may tell of the
   * same: their sum counts.
   */
  tally: {
    library: LibraryCode;
    collection: string;
    kind: DocumentKind;
    state: DocumentState;
    is_published: number;
    is_indexed: number;
    is_in_work: number;
    count: number;
  };
  /** Published documents that were removed, and that the search index has still to forget. */
  removed: { number: Generated<number>; id: DocumentId; removed_at: Time };
  /** Documents that were removed, and that the store has still to be cleared of. */
  to_clear: { number: Generated<number>; id: DocumentId; originals: Json; removed_at: Time };
  /** The last thing that happened to each document that everybody sees, or once saw; it stays when the document is gone. */
  change: {
    id: DocumentId;
    at: Time;
    is_gone: number;
    merged_into: DocumentId | null;
    library: LibraryCode;
    collection: string;
    kind: DocumentKind;
  };
  /** How many of them are alike. */
  change_tally: { library: LibraryCode; collection: string; kind: DocumentKind; is_gone: number; count: number };
  /** One row: pages of published documents that may be learned from, and how many documents with such pages are gone. */
  trusted_text: { pages: number; withdrawn: number };
  /** At most one row: a library is or was copied to here, and whether all of it has arrived. */
  copied: { is_whole: number; at: Time };
  library: { code: LibraryCode; name: string };
  person: {
    id: Generated<number>;
    name: string;
    name_folded: string;
    role: Person['role'];
    library: Generated<LibraryCode | null>;
    password_hash: string | null;
    created_at: Time;
  };
  session: TokenTable;
  sign_in_link: TokenTable;
  access_token: TokenTable & {
    name: string;
    /** Joined with spaces. */
    scopes: string;
    created_at: Time;
    /** A day. */
    last_used_on: string | null;
  };
  /** Other repositories. A removed one stays until nothing of it is in the search index. */
  source: { code: SourceCode; source: Json; state: Json; is_removed: number };
  foreign_record: {
    id: DocumentId;
    source: SourceCode;
    identifier: string;
    datestamp: string;
    record: Json;
    addresses: Json;
    metadata_prefix: string;
    is_gone: number;
    /** The index holds it as it is, or does not hold it when it is gone. */
    is_indexed: number;
    /** Counts its changes. */
    version: number;
    /** The harvest that told of it last. */
    seen_at: Time;
  };
  audit: {
    number: Generated<number>;
    at: Time;
    who: string;
    what: string;
    document_id: DocumentId | null;
    details: Json;
  };
};

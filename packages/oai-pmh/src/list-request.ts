import { SET_SPEC } from './set-spec.ts';

type ListVerb = 'ListIdentifiers' | 'ListRecords';

/** Which records a list is of, and how they are written. */
export type ListRequest = {
  readonly verb: ListVerb;
  readonly metadataPrefix: string;
  /** Both ends included, to the second; null when not asked for. */
  readonly from: string | null;
  readonly until: string | null;
  /** As it was written; null for all. */
  readonly set: string | null;
};

/** How far a list has been told. */
export type ListPlace = {
  /** Where the catalogue goes on. */
  readonly after: string;
  /** How many were told before. */
  readonly cursor: number;
  /** How many the whole list has, as far as that was known when it began. */
  readonly size: number | null;
};

/** What a metadata format may be called. Source: OAI-PMH.xsd, `metadataPrefixType`. */
export const METADATA_PREFIX = /^[A-Za-z0-9\-_.!~*'()]+$/;

export const isSetSpec = (written: string): boolean => SET_SPEC.test(written);

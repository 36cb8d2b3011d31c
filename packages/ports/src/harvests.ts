import type { DocumentId, ForeignRecord, HarvestSource, HarvestState, SourceCode } from '@diachi/domain';

/** A source with how far its harvests are, and how many of its records are there now. */
export type KnownSource = {
  readonly source: HarvestSource;
  readonly state: HarvestState;
  readonly records: number;
};

/** What became of the records of one page. */
export type KeptRecords = {
  readonly fresh: number;
  readonly changed: number;
  /** Told again, and known so already. */
  readonly same: number;
  readonly gone: number;
  /** Of all these, those that had come in this harvest before. */
  readonly again: number;
};

/** What one page of a list told. */
export type ToldRecords = {
  readonly records: readonly ForeignRecord[];
  /** Told too, but so that they cannot be taken in: known ones stay as they were, and are not gone. */
  readonly stillThere: readonly DocumentId[];
};

export type ForeignStretch = { readonly after?: DocumentId; readonly limit: number };

/**
 * Other repositories and what they have. Their records are none of our documents: nothing else of the catalogue tells of them. A source that is
 * removed is no more from then on, and its records neither; what is left of them is seen to by whoever keeps the search index.
 */
export interface Harvests {
  /** In the order of their codes. */
  sources(): Promise<readonly KnownSource[]>;
  /** What is said of each, in the same order. Nothing is counted, so whoever searches may be told of them. */
  listedSources(): Promise<readonly HarvestSource[]>;
  /** Fails with `repository.missing`. */
  source(code: SourceCode): Promise<KnownSource>;
  /** Fails with `repository.exists` (conflict), also while one of that code is still being removed. */
  addSource(source: HarvestSource): Promise<void>;
  /** Changes what is said of it. Asked elsewhere, for another set or another format, it is harvested as a whole next. Fails with `repository.missing`. */
  changeSource(source: HarvestSource): Promise<void>;
  /** Its records are found no more. Removing what is not there is done already. */
  removeSource(code: SourceCode): Promise<void>;

  /** Notes how far its harvests are. False, and nothing is done, when the source is not there any more or is asked elsewhere by now. */
  keepHarvest(source: HarvestSource, state: HarvestState): Promise<boolean>;
  /**
   * Keeps the records of one page and how far the harvest is then, all of it or nothing. `seenAt` names the harvest. Null, and nothing is done, as with
   * `keepHarvest`.
   */
  keepRecords(
    source: HarvestSource,
    told: ToldRecords,
    seenAt: string,
    stateAfter: (kept: KeptRecords, before: HarvestState) => HarvestState,
  ): Promise<KeptRecords | null>;
  /** Records of a source that were not told in the harvest so named are gone; a few at a time. Answers how many became so. */
  setUnseenGone(code: SourceCode, seenAt: string, limit: number): Promise<number>;

  /** A record that is there. Fails with `foreign-record.missing`, also for one that is gone. */
  foreignRecord(id: DocumentId): Promise<ForeignRecord>;
  /** Those of these that are there, in no order. */
  foreignRecordsNamed(ids: readonly DocumentId[]): Promise<readonly ForeignRecord[]>;
  /** Those of a source, gone ones too, or those of all that are there, in the order of their ids. */
  foreignRecords(code: SourceCode | null, stretch: ForeignStretch): Promise<readonly ForeignRecord[]>;

  /** Records the search index does not hold as they are, at most so many; those it has to forget are gone. Each with a number that a change makes another. */
  foreignToIndex(limit: number): Promise<readonly (ForeignRecord & { readonly version: number })[]>;
  /** The index holds them so, or no more. Passed over where one has changed meanwhile. What is left of removed sources goes with it. */
  setForeignIndexed(records: readonly { readonly id: DocumentId; readonly version: number }[]): Promise<void>;
  /** How many the index should hold. */
  countForeignIndexed(): Promise<number>;
  /** The index lost them, all of them. */
  forgetForeignIndexed(): Promise<void>;
}

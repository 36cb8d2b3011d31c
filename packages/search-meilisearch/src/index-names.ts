/** Names of the two indexes of a library on its server. */
export type IndexNames = {
  /** One entry for each page, and one for each record: what questions are asked of. */
  readonly pages: string;
  /** One entry for each document: what is listed and counted. */
  readonly documents: string;
};

/** Raised whenever what is in an entry changes: an older index is left behind, and a new one filled from the catalogue. */
const VERSION = 4;

export const indexNames = (prefix: string): IndexNames => ({
  pages: `${prefix}-pages-v${VERSION}`,
  documents: `${prefix}-documents-v${VERSION}`,
});

/** Indexes of versions before this one. */
export const formerIndexes = (prefix: string): readonly string[] =>
  ['', '-v2'].flatMap((version) => [`${prefix}-pages${version}`, `${prefix}-documents${version}`]);

/** The library's indexes that are being built anew beside those searchers see. */
export const besidePrefix = (prefix: string): string => `${prefix}-beside`;

/** Names of the two indexes of a library on its server. */
export type IndexNames = {
  /** One entry for each page, and one for each record: what questions are asked of. */
  readonly pages: string;
  /** One entry for each document: what is listed and counted. */
  readonly documents: string;
};

export const indexNames = (prefix: string): IndexNames => ({
  pages: `${prefix}-pages`,
  documents: `${prefix}-documents`,
});

/** The library's indexes that are being built anew beside those searchers see. */
export const besidePrefix = (prefix: string): string => `${prefix}-beside`;

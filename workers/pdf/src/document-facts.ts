/** What a PDF says of itself as a whole. */
export type DocumentFacts = {
  /** Null where nobody gave it one. */
  readonly title: string | null;
  /** BCP 47. */
  readonly language: string;
  /** The same for the same revision of the same document: 32 hexadecimal digits. */
  readonly id: string;
  readonly createdAt: Date;
};

export const PRODUCER = 'Kho Địa Chí';

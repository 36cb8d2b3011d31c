import type { DocumentRecord } from '@diachi/domain';
import type { RecordField } from '@diachi/ports';
import { type Token, tokenize } from '@diachi/vietnamese';

/** Stands between two texts of a record, so that no phrase reaches from one into the other. */
const GAP = '¶';

/** What of a record can be searched: the words to count, those of each field folded, and all of them tone-exact. */
export type RecordWords = {
  readonly words: readonly Token[];
  readonly folded: Readonly<Record<RecordField, string>>;
  readonly exact: string;
};

export function recordWords(record: DocumentRecord): RecordWords {
  const fields = Object.entries(recordTexts(record)).map(
    ([field, texts]) => [field, texts.filter((text) => text !== '').map(tokenize)] as const,
  );
  const all = fields.flatMap(([, texts]) => texts);
  return {
    words: all.flat(),
    folded: Object.fromEntries(fields.map(([field, texts]) => [field, column(texts, 'folded')])) as Record<
      RecordField,
      string
    >,
    exact: column(all, 'exact'),
  };
}

const recordTexts = (record: DocumentRecord): Readonly<Record<RecordField, readonly string[]>> => ({
  title: [record.title, record.otherTitle, record.englishTitle],
  creator: record.creators.map(({ name }) => name),
  subject: record.subjects,
  place: record.places,
  summary: [record.summary, record.englishSummary, record.note],
  publisher: [record.publisher, record.publicationPlace],
  series: [record.series, record.collection],
  number: [record.callNumber, record.isbn, record.issn],
});

const column = (texts: readonly (readonly Token[])[], form: 'folded' | 'exact') =>
  texts.map((words) => words.map((word) => word[form]).join(' ')).join(` ${GAP} `);

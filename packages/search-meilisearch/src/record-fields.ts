import { createHash } from 'node:crypto';
import type { DocumentRecord } from '@diachi/domain';
import type { RecordField } from '@diachi/ports';
import { alphabetKey, type Token, tokenize } from '@diachi/vietnamese';
import { foldedTerm, foldedText } from './term.ts';

/** The texts of a record that can be asked for by field. */
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

/** The attribute of a record's entry that holds the words of a field. */
export const fieldAttribute = (field: RecordField): string => `in_${field}`;

/** The words of a record: of each field in a list of its own, so that no phrase reaches from one text into the other; and all of them. */
export function recordFields(record: DocumentRecord): {
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly words: readonly (readonly Token[])[];
} {
  const fields = Object.entries(recordTexts(record)).map(
    ([field, texts]) => [field as RecordField, texts.filter((text) => text !== '').map(tokenize)] as const,
  );
  return {
    fields: Object.fromEntries(fields.map(([field, texts]) => [fieldAttribute(field), texts.map(foldedText)])),
    words: fields.flatMap(([, texts]) => texts),
  };
}

/** The server takes values above 468 bytes only in part. */
const LONGEST_KEY = 200;

/** A term of a list: its words without marks, and behind two blanks tone-exact. */
export function termKey(text: string): string {
  const words = tokenize(text);
  const folded = words
    .map((word) => foldedTerm(word.folded))
    .join(' ')
    .slice(0, LONGEST_KEY);
  return folded === '' ? '' : `${folded}  ${atMost(words.map(({ exact }) => exact).join(' '))}`;
}

/** Keys in the order of the alphabet are those whose places are in order, character by character. */
export function placeOf(key: string): string {
  const [folded = '', exact = ''] = key.split('  ');
  return alphabetKey([{ folded, exact }]);
}

/** What is cut off still tells two long titles apart. */
const atMost = (exact: string): string =>
  exact.length <= LONGEST_KEY
    ? exact
    : exact.slice(0, LONGEST_KEY - 20) + createHash('sha256').update(exact).digest('hex').slice(0, 20);

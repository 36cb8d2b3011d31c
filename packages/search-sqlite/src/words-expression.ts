import { type CatalogueQuestion, RECORD_FIELDS, type RecordField } from '@diachi/ports';
import { type QueryPart, readQuery } from '@diachi/vietnamese';

type Words = Extract<CatalogueQuestion, { kind: 'words' }>;

/** Words of a catalogue's question as a full-text expression. Fails with `search.bad-query`. */
export function wordsExpression({ text, relation, isBegun }: Words): string {
  const { parts } = readQuery(text, false).parsed;
  const last = isBegun ? ' *' : '';
  if (relation === 'side-by-side') return `${quoted(parts.flatMap((part) => part.words))}${last}`;
  const each = parts.map((part, at) => `${quoted(part.words)}${at === parts.length - 1 ? last : ''}`);
  return each.join(relation === 'all' ? ' AND ' : ' OR ');
}

/** The same, asked of one field of the record, or of all of them. */
export const fieldExpression = (field: RecordField | 'anything', expression: string): string =>
  `{${field === 'anything' ? RECORD_FIELDS.join(' ') : field}} : (${expression})`;

const quoted = (words: QueryPart['words']): string =>
  `"${words
    .map(({ folded }) => folded)
    .join(' ')
    .replaceAll('"', '""')}"`;

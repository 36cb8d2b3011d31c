import type { QuestionField, TermList } from '@diachi/ports';
import type { CqlIndex } from '@diachi/sru';
import { Refusal } from '@diachi/sru';

/** Context sets by the prefixes they have without being declared. */
export const CONTEXT_SETS: Readonly<Record<string, string>> = {
  cql: 'info:srw/cql-context-set/1/cql-v1.2',
  dc: 'info:srw/cql-context-set/1/dc-v1.1',
  bath: 'http://zing.z3950.org/cql/bath/2.0/',
  rec: 'info:srw/cql-context-set/2/rec-1.1',
};

/** What an index asks for: words of a field, or a value that is either there or not. */
export type SruIndex = {
  readonly title: string;
  /** `dc.title`; without a prefix it is one of ours. The first one is what it is mostly called. */
  readonly names: readonly string[];
  readonly list?: TermList;
} & (
  | { readonly kind: 'words'; readonly field: QuestionField }
  | {
      readonly kind: 'everything' | 'date' | 'kind' | 'language' | 'library' | 'collection' | 'document' | 'identifier';
    }
);

export const SRU_INDEXES: readonly SruIndex[] = [
  {
    kind: 'words',
    field: 'anything',
    title: 'Anywhere',
    names: [
      'cql.serverChoice',
      'cql.anywhere',
      'cql.anyIndexes',
      'cql.allIndexes',
      'cql.keywords',
      'bath.any',
      'anywhere',
    ],
    // Who leafs through everything leafs through titles.
    list: 'title',
  },
  { kind: 'everything', title: 'Every record', names: ['cql.allRecords'] },
  { kind: 'words', field: 'title', title: 'Title', names: ['dc.title', 'bath.title', 'title'], list: 'title' },
  {
    kind: 'words',
    field: 'creator',
    title: 'Creator',
    names: [
      'dc.creator',
      'dc.contributor',
      'bath.author',
      'bath.name',
      'bath.personalName',
      'bath.corporateName',
      'bath.personalAuthor',
      'bath.corporateAuthor',
      'creator',
      'author',
    ],
    list: 'creator',
  },
  {
    kind: 'words',
    field: 'subject',
    title: 'Subject',
    names: ['dc.subject', 'bath.subject', 'bath.topicalSubject', 'subject'],
    list: 'subject',
  },
  {
    kind: 'words',
    field: 'place',
    title: 'Place it is about',
    names: ['dc.coverage', 'bath.geographicSubject', 'place'],
  },
  { kind: 'words', field: 'summary', title: 'Summary and notes', names: ['dc.description', 'bath.notes', 'summary'] },
  { kind: 'words', field: 'publisher', title: 'Publisher', names: ['dc.publisher', 'bath.publisher', 'publisher'] },
  {
    kind: 'words',
    field: 'series',
    title: 'Series or collection',
    names: ['dc.relation', 'bath.seriesTitle', 'isPartOf', 'series'],
  },
  {
    kind: 'words',
    field: 'number',
    title: 'Call number, ISBN, ISSN',
    names: ['bath.standardIdentifier', 'bath.isbn', 'bath.issn', 'bath.callNumber', 'number'],
  },
  { kind: 'words', field: 'text', title: 'Text of the pages', names: ['text', 'fullText'] },
  { kind: 'date', title: 'Year', names: ['dc.date', 'bath.publicationDate', 'date'], list: 'year' },
  { kind: 'kind', title: 'Kind of document', names: ['dc.type', 'bath.materialType', 'type'] },
  { kind: 'language', title: 'Language', names: ['dc.language', 'bath.language', 'language'] },
  { kind: 'library', title: 'Library, by its code', names: ['library'] },
  { kind: 'collection', title: 'Collection, by its whole name', names: ['collection'] },
  { kind: 'document', title: 'Number of the record', names: ['rec.identifier', 'rec.id', 'identifier'] },
  { kind: 'identifier', title: 'Number of the record, address, ISBN or ISSN', names: ['dc.identifier'] },
];

/** The index a query names; without one, `cql.serverChoice`. Fails with diagnostics 15 and 16. */
export function sruIndex(index: CqlIndex | null): SruIndex {
  if (index === null) return SRU_INDEXES[0] as SruIndex;
  const prefix = prefixOf(index);
  const found = prefix === null ? named(index.name) : named(`${prefix}.${index.name}`);
  if (found) return found;
  if (index.name === 'resultsetid' && prefix === 'cql') throw new Refusal(50, 'cql.resultSetId');
  throw new Refusal(16, index.prefix === null ? index.name : `${index.prefix}.${index.name}`);
}

const named = (name: string) =>
  SRU_INDEXES.find(({ names }) => names.some((one) => one.toLowerCase() === name.toLowerCase()));

/** The prefix under which we know the set of an index; null where it is none but ours. */
function prefixOf({ prefix, set }: CqlIndex): string | null {
  if (set !== null) {
    const known = Object.entries(CONTEXT_SETS).find(([, address]) => unversioned(address) === unversioned(set));
    if (known) return known[0];
    throw new Refusal(15, set);
  }
  if (prefix === null || Object.hasOwn(CONTEXT_SETS, prefix)) return prefix;
  throw new Refusal(15, prefix);
}

// Older and newer versions of a set have the same indexes, as far as ours go.
const unversioned = (address: string) => address.replace(/[\d./]+$/, '').replace(/-v?$/, '');

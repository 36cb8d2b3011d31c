import { languageTag, licenceName } from '@diachi/domain';
import { accessWords, licenceWords } from '../access-words.ts';
import type { DescribedDocument } from '../described-document.ts';
import { edtfParts, isPlain } from '../edtf-parts.ts';
import { dcmiType, kindWords } from '../kind-words.ts';

/** One thing said of a document in DCMI Metadata Terms; `simple` is the one of the fifteen elements it refines. */
export type Statement = {
  readonly term: string;
  readonly simple: string;
  readonly value: string;
  /** BCP 47. */
  readonly language?: string;
  /** The name of the DCMI encoding scheme the value follows: `W3CDTF`, `URI`. */
  readonly scheme?: string;
};

/** Everything a record says in DCMI Metadata Terms (2020-01-20), with what each is in the simple fifteen elements. */
export function dublinCoreStatements(document: DescribedDocument): readonly Statement[] {
  const { record, addresses, libraryName } = document;
  const main = languageTag(record.language);
  const statements: (Statement | null)[] = [
    say('title', 'title', record.title, { language: main }),
    say('alternative', 'title', record.otherTitle),
    say('alternative', 'title', record.englishTitle, { language: 'en' }),
    ...record.creators.map(({ name, part }) =>
      part === 'author' || part === 'photographer' || part === 'cartographer' || part === 'issuer'
        ? say('creator', 'creator', name)
        : say('contributor', 'contributor', name),
    ),
    ...record.subjects.map((subject) => say('subject', 'subject', subject)),
    say('abstract', 'description', record.summary, { language: 'vi' }),
    say('abstract', 'description', record.englishSummary, { language: 'en' }),
    say('description', 'description', record.note),
    say('publisher', 'publisher', record.publisher),
    dated(document),
    say('type', 'type', dcmiType(record.kind), { scheme: 'DCMIType' }),
    say('type', 'type', kindWords(record.kind).en, { language: 'en' }),
    say('extent', 'format', record.extent),
    say('identifier', 'identifier', addresses.document, { scheme: 'URI' }),
    say('identifier', 'identifier', record.isbn && `urn:isbn:${record.isbn}`, { scheme: 'URI' }),
    say('identifier', 'identifier', record.issn && `urn:issn:${record.issn}`, { scheme: 'URI' }),
    say('source', 'source', record.callNumber && `${libraryName}, ${record.callNumber}`),
    ...[...new Set(record.language.split('+').map(languageTag))].map((tag) =>
      say('language', 'language', tag, { scheme: 'RFC4646' }),
    ),
    say('isPartOf', 'relation', record.series),
    say('isPartOf', 'relation', record.collection),
    say('hasFormat', 'relation', addresses.pdf ?? '', { scheme: 'URI' }),
    ...record.places.map((place) => say('spatial', 'coverage', place)),
    say('license', 'rights', licenceName(record.licence) ?? '', { scheme: 'URI' }),
    say('rights', 'rights', licenceWords(record.licence)?.vi ?? '', { language: 'vi' }),
    say('rightsHolder', 'rights', record.rightsHolder),
    say('accessRights', 'rights', accessWords(document).vi, { language: 'vi' }),
  ];
  return statements.filter((statement) => statement !== null);
}

const say = (
  term: string,
  simple: string,
  value: string,
  more: Pick<Statement, 'language' | 'scheme'> = {},
): Statement | null => (value === '' ? null : { term, simple, value, ...more });

/** EDTF is ISO 8601-2, which DCMI recommends for dates; only what is W3CDTF too is said to be. */
function dated({ record: { date, kind } }: DescribedDocument): Statement | null {
  if (date === null) return null;
  const parts = edtfParts(date);
  const isW3c = parts.kind === 'point' && isPlain(parts.point);
  const term = kind === 'manuscript' || kind === 'photograph' ? 'created' : 'issued';
  return say(term, 'date', date.text, isW3c ? { scheme: 'W3CDTF' } : {});
}

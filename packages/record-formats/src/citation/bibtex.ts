import type { CreatorPart, DocumentKind } from '@diachi/domain';
import { languageTag, licenceName } from '@diachi/domain';
import type { DescribedDocument } from '../described-document.ts';
import { kindWords } from '../kind-words.ts';
import { splitSeries } from '../split-series.ts';

const types: Readonly<Record<DocumentKind, string>> = {
  book: 'book',
  newspaper: 'periodical',
  article: 'article',
  official: 'report',
  manuscript: 'unpublished',
  map: 'misc',
  photograph: 'misc',
  other: 'misc',
};

const babel: Readonly<Record<string, string>> = {
  vi: 'vietnamese',
  fr: 'french',
  en: 'english',
  de: 'german',
  ru: 'russian',
};

/**
 * A record as an entry for biblatex and biber, in UTF-8. Its key is the document's id and does not change; names stand in braces, for they are
 * in the order they are called by; `date` is EDTF, which biber reads (“Date and Time Specifications” in the manual of biblatex).
 */
export function bibtex(document: DescribedDocument): string {
  const { record, addresses, libraryName } = document;
  const { title: series, number } = splitSeries(record.series);
  const isArticle = record.kind === 'article';
  const authors = namesOf(document, 'author', 'photographer', 'cartographer');
  const issuers = namesOf(document, 'issuer');
  const contributors = namesOf(document, 'contributor');
  const fields: readonly (readonly [name: string, value: string])[] = [
    // Whoever issued it answers for it where nobody is named as its author.
    ['author', authors || issuers],
    ['editor', namesOf(document, 'editor', 'compiler')],
    ['translator', namesOf(document, 'translator')],
    ['editora', contributors],
    ['editoratype', contributors && 'collaborator'],
    ['institution', record.kind === 'official' ? issuers : ''],
    ['organization', record.kind !== 'official' && authors !== '' ? issuers : ''],
    ['title', escaped(record.title)],
    ['titleaddon', escaped(record.englishTitle)],
    [isArticle ? 'journaltitle' : 'series', escaped(series)],
    ['number', escaped(number ?? '')],
    ['publisher', escaped(record.publisher)],
    ['location', escaped(record.publicationPlace)],
    ['date', record.date?.text ?? ''],
    ['type', record.kind === 'official' ? kindWords('official').vi : ''],
    ['howpublished', types[record.kind] === 'misc' || record.kind === 'manuscript' ? kindWords(record.kind).vi : ''],
    ['isbn', record.isbn],
    ['issn', record.issn],
    ['keywords', record.subjects.map((subject) => escaped(subject.replaceAll(',', ' '))).join(', ')],
    ['abstract', escaped(record.summary || record.englishSummary)],
    ['note', escaped(record.note)],
    ['library', escaped([libraryName, record.callNumber].filter((part) => part !== '').join(', '))],
    ['langid', babel[languageTag(record.language)] ?? ''],
    ['url', verbatim(addresses.document)],
    ['rights', verbatim(licenceName(record.licence) ?? '')],
  ];
  const written = fields.filter(([, value]) => value !== '').map(([name, value]) => `  ${name} = {${value}},\n`);
  return `@${types[record.kind]}{diachi-${document.id},\n${written.join('')}}\n`;
}

const namesOf = ({ record }: DescribedDocument, ...parts: readonly CreatorPart[]): string =>
  record.creators
    .filter(({ part }) => parts.includes(part))
    .map(({ name }) => `{${escaped(name)}}`)
    .join(' and ');

const special: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Text in which TeX sees nothing but letters. Braces are named, for a brace alone would end the field even behind a backslash. */
const escaped = (text: string): string =>
  text.replace(/[\\{}~^#$%&_]/g, (sign) => special[sign] ?? `\\${sign}`).replace(/[\p{Cc}\s]+/gu, ' ');

/** Addresses are read letter by letter. */
const verbatim = (address: string): string =>
  address.replaceAll('{', '%7B').replaceAll('}', '%7D').replaceAll('\\', '%5C');

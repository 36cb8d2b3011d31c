import type { DateRange, DocumentKind } from '@diachi/domain';
import { languageTag, licenceName } from '@diachi/domain';
import { accessWords } from './access-words.ts';
import type { DescribedDocument } from './described-document.ts';
import { edtfParts, plainDate, yearEnds } from './edtf-parts.ts';
import { isBody } from './is-body.ts';

/** JSON-LD: null and empty values are left out when it is written. */
export type JsonLd = {
  readonly [name: string]: JsonLd | string | number | boolean | null | readonly (JsonLd | string)[];
};

const types: Readonly<Record<DocumentKind, string>> = {
  book: 'Book',
  newspaper: 'Newspaper',
  article: 'Article',
  official: 'DigitalDocument',
  manuscript: 'Manuscript',
  map: 'Map',
  photograph: 'Photograph',
  other: 'CreativeWork',
};

/** A record in the words of schema.org, as search engines read it. */
export function schemaOrg(document: DescribedDocument): JsonLd {
  const { record, addresses, pageCount, libraryName, rights } = document;
  const by = (...parts: readonly string[]) =>
    record.creators
      .filter(({ part }) => parts.includes(part))
      .map((creator) => ({ '@type': isBody(creator) ? 'Organization' : 'Person', name: creator.name }));
  return withoutNothing({
    '@context': 'https://schema.org',
    '@type': types[record.kind],
    '@id': addresses.document,
    url: addresses.document,
    identifier: document.id,
    name: record.title,
    alternateName: [record.otherTitle, record.englishTitle].filter((title) => title !== ''),
    author: by('author'),
    editor: by('editor', 'compiler'),
    translator: by('translator'),
    creator: by('photographer', 'cartographer', 'issuer'),
    contributor: by('contributor'),
    publisher: record.publisher ? { '@type': 'Organization', name: record.publisher } : null,
    locationCreated: record.publicationPlace ? { '@type': 'Place', name: record.publicationPlace } : null,
    [record.kind === 'manuscript' || record.kind === 'photograph' ? 'dateCreated' : 'datePublished']: isoDate(
      record.date,
    ),
    inLanguage: [...new Set(record.language.split('+').map(languageTag))],
    abstract: record.summary || record.englishSummary,
    description: record.note,
    keywords: record.subjects,
    contentLocation: record.places.map((name) => ({ '@type': 'Place', name })),
    isbn: record.kind === 'book' ? record.isbn : '',
    issn: record.kind === 'newspaper' ? record.issn : '',
    numberOfPages: record.kind === 'book' ? pageCount : null,
    isPartOf: [
      ...(record.series ? [{ '@type': 'CreativeWorkSeries', name: record.series }] : []),
      ...(record.collection ? [{ '@type': 'Collection', name: record.collection }] : []),
    ],
    provider: { '@type': 'Library', name: libraryName },
    license: licenceName(record.licence),
    copyrightHolder: record.rightsHolder ? { '@type': 'Organization', name: record.rightsHolder } : null,
    isAccessibleForFree: rights.fullImage,
    conditionsOfAccess: accessWords(document).vi,
    thumbnailUrl: addresses.thumbnail,
    encoding: addresses.pdf
      ? { '@type': 'MediaObject', contentUrl: addresses.pdf, encodingFormat: 'application/pdf' }
      : null,
    dateModified: document.changedAt,
  });
}

/** JSON that may stand inside a script element: nothing in it ends the element or begins a comment (HTML, section 4.12.1.3). */
export const scriptJson = (value: JsonLd): string =>
  JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');

/** ISO 8601 alone is a date there: doubt is left out, and what may be one of several years is the time between them. */
function isoDate(date: DateRange | null): string | null {
  if (date === null) return null;
  const parts = edtfParts(date);
  if (parts.kind === 'point' && plainDate(parts.point) !== null) return plainDate(parts.point);
  const { from, to } = yearEnds(date);
  return from && to ? `${from}/${to}` : null;
}

const isNothing = (value: unknown) => value === null || value === '' || (Array.isArray(value) && value.length === 0);

const withoutNothing = (all: JsonLd): JsonLd =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => !isNothing(value)));

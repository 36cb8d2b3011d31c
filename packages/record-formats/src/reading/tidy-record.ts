import type { Creator, DateRange, DocumentKind, DocumentRecord, Licence } from '@diachi/domain';
import { parseLanguage } from '@diachi/domain';

/** A record as it was found in a file, before anything was made sure of. Texts may be empty and lists too long. */
export type FoundRecord = {
  readonly [Field in
    | 'title'
    | 'otherTitle'
    | 'englishTitle'
    | 'publisher'
    | 'publicationPlace'
    | 'series'
    | 'collection'
    | 'summary'
    | 'englishSummary'
    | 'extent'
    | 'note'
    | 'callNumber'
    | 'isbn'
    | 'issn'
    | 'rightsHolder']?: string | undefined;
} & {
  readonly kind?: DocumentKind | undefined;
  readonly date?: DateRange | null | undefined;
  /** As records write them: `vie`. */
  readonly languages?: readonly string[];
  readonly creators?: readonly Creator[];
  readonly subjects?: readonly string[];
  readonly places?: readonly string[];
  readonly licence?: Licence | undefined;
};

const MOST_LINE = 200;
const MOST_TITLE = 500;
const MOST_TEXT = 5_000;
const MOST_ENTRIES = 50;
const MOST_LANGUAGES = 4;

/** Brings what was found into the form of our records: what is too long is cut, what cannot be is left out. */
export function tidyRecord(found: FoundRecord): Partial<DocumentRecord> {
  const line = (text: string | undefined, most = MOST_LINE) => cut(oneLine(text ?? ''), most);
  const lines = (all: readonly string[] | undefined) =>
    [...new Set((all ?? []).map((text) => line(text)))].filter((text) => text !== '').slice(0, MOST_ENTRIES);
  const creators = (found.creators ?? [])
    .map(({ name, part }) => ({ name: line(name), part }))
    .filter(({ name }) => name !== '');
  const tidy = {
    title: line(found.title, MOST_TITLE),
    otherTitle: line(found.otherTitle, MOST_TITLE),
    englishTitle: line(found.englishTitle, MOST_TITLE),
    creators: unlike(creators).slice(0, MOST_ENTRIES),
    publisher: line(found.publisher),
    publicationPlace: line(found.publicationPlace),
    series: line(found.series),
    collection: line(found.collection),
    subjects: lines(found.subjects),
    places: lines(found.places),
    summary: paragraphs(found.summary),
    englishSummary: paragraphs(found.englishSummary),
    extent: line(found.extent),
    note: paragraphs(found.note),
    callNumber: line(found.callNumber),
    isbn: numberIn(found.isbn, /(?:97[89])?\d{9}[\dX]/),
    issn: numberIn(found.issn, /\d{7}[\dX]/).replace(/^(.{4})(.{4})$/, '$1-$2'),
    rightsHolder: line(found.rightsHolder),
  };
  return {
    ...Object.fromEntries(Object.entries(tidy).filter(([, value]) => value.length > 0)),
    ...(found.kind && { kind: found.kind }),
    ...(found.date && { date: found.date }),
    ...(found.licence && { licence: found.licence }),
    ...language(found.languages ?? []),
  };
}

const oneLine = (text: string) =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();

const paragraphs = (text = '') =>
  cut(
    text
      .split(/[\r\n\u2028\u2029]+/)
      .map(oneLine)
      .filter((one) => one !== '')
      .join('\n'),
    MOST_TEXT,
  );

/** Half a character at its end is none: whoever keeps or sends it could not write it down. */
const cut = (text: string, most: number) =>
  text
    .slice(0, most)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim();

const numberIn = (text = '', form: RegExp) => form.exec(text.replace(/[\s-]/g, '').toUpperCase())?.[0] ?? '';

const unlike = (creators: readonly Creator[]) => [
  ...new Map(creators.map((creator) => [`${creator.part} ${creator.name}`, creator])).values(),
];

function language(codes: readonly string[]): Pick<DocumentRecord, 'language'> | undefined {
  const usable = [...new Set(codes)].filter((code) => /^[a-z]{3}$/.test(code) && !NO_LANGUAGE.has(code));
  return usable.length === 0 ? undefined : { language: parseLanguage(usable.slice(0, MOST_LANGUAGES).join('+')) };
}

/** Undetermined, several, none of the listed, no words at all. */
const NO_LANGUAGE = new Set(['und', 'mul', 'mis', 'zxx']);

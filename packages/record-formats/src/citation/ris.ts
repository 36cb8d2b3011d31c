import type { CreatorPart, DateRange, DocumentKind } from '@diachi/domain';
import { languageTag } from '@diachi/domain';
import type { DescribedDocument } from '../described-document.ts';
import { edtfParts, isPlain, plainDate, yearEnds } from '../edtf-parts.ts';
import { kindWords } from '../kind-words.ts';
import { splitSeries } from '../split-series.ts';

const types: Readonly<Record<DocumentKind, string>> = {
  book: 'BOOK',
  newspaper: 'NEWS',
  article: 'JOUR',
  official: 'GOVDOC',
  manuscript: 'MANSCPT',
  map: 'MAP',
  photograph: 'ART',
  other: 'GEN',
};

const nameTags: Readonly<Record<CreatorPart, string>> = {
  author: 'AU',
  photographer: 'AU',
  cartographer: 'AU',
  issuer: 'AU',
  editor: 'ED',
  compiler: 'ED',
  translator: 'A4',
  contributor: 'A3',
};

/** A record in RIS (Research Information Systems, 2011), UTF-8, lines ended by CR LF. Names stand whole, as they are called. */
export function ris(document: DescribedDocument): string {
  const { record, addresses, libraryName } = document;
  const { title: series, number } = splitSeries(record.series);
  const lines: readonly (readonly [tag: string, value: string])[] = [
    ['TI', record.title],
    ['TT', record.englishTitle],
    ['ST', record.otherTitle],
    // Behind the comma would stand a given name: without one, the name is kept whole.
    ...record.creators.map(({ name, part }) => [nameTags[part], `${name.replaceAll(',', ' ')},`] as const),
    [record.kind === 'article' ? 'T2' : 'T3', series],
    [record.kind === 'article' ? 'IS' : 'VL', number ?? ''],
    ...dates(record.date),
    ['PB', record.publisher],
    ['CY', record.publicationPlace],
    ['LA', languageTag(record.language)],
    ...[...record.subjects, ...record.places].map((word) => ['KW', word] as const),
    ['AB', record.summary || record.englishSummary],
    ['N1', record.note],
    ['M3', kindWords(record.kind).vi],
    ['SN', record.isbn || record.issn],
    ['CN', record.callNumber],
    ['DP', libraryName],
    ['ID', document.id],
    ['UR', addresses.document],
    ['L1', addresses.pdf ?? ''],
  ];
  const written = lines.filter(([, value]) => value !== '').map(([tag, value]) => line(tag, value));
  return [line('TY', types[record.kind]), ...written, line('ER', '')].join('');
}

const line = (tag: string, value: string): string => `${tag}  - ${value.replace(/[\p{Cc}\s]+/gu, ' ')}\r\n`;

/** `DA` has a place for what is no date, its fourth part: a date that is not exact stands there as EDTF, behind the first year it may be. */
function dates(date: DateRange | null): readonly (readonly [string, string])[] {
  if (date === null) return [];
  const parts = edtfParts(date);
  const plain = parts.kind === 'point' ? plainDate(parts.point) : null;
  const [year = yearEnds(date).from ?? '', month = '', day = ''] = plain?.split('-') ?? [];
  const rest = parts.kind === 'point' && isPlain(parts.point) ? '' : date.text.replaceAll('/', '–');
  return [
    ['PY', year],
    ['DA', `${year}/${month}/${day}/${rest}`],
  ];
}

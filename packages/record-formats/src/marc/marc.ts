import type { Creator, DocumentKind } from '@diachi/domain';
import { isEmbargoed, licenceName } from '@diachi/domain';
import { accessWords, licenceWords } from '../access-words.ts';
import { catalogueLanguages } from '../catalogue-language.ts';
import type { DescribedDocument } from '../described-document.ts';
import { edtfParts, isPlain } from '../edtf-parts.ts';
import { isBody } from '../is-body.ts';
import { kindWords } from '../kind-words.ts';
import { relatorOf } from '../relators.ts';
import { splitSeries } from '../split-series.ts';
import { shownDate } from './marc-dates.ts';
import { splitExtent } from './marc-extent.ts';
import { marcControlFields, marcLeader } from './marc-fixed-fields.ts';
import { field, type MarcDataField, type MarcRecord } from './marc-record.ts';
import { COLLECTION_LABEL, ENGLISH_TITLE_LABEL } from './marc-words.ts';

/**
 * A record in MARC 21 Bibliographic, catalogued in Vietnamese. Names are formatted in direct order, which is what first
 * indicator 0 of X00 says: a Vietnamese family name comes first already, and nothing is inverted. 003 is the host of the document's
 * address.
 */
export function marc(document: DescribedDocument): MarcRecord {
  const { record, addresses, libraryName, id } = document;
  const [main, ...others] = mainFirst(record.creators);
  return {
    leader: marcLeader(record.kind),
    controlFields: marcControlFields(document, hostOf(addresses.document)),
    dataFields: [
      ...field('020', '##', ['a', record.isbn]),
      ...field('022', '##', ['a', record.issn]),
      ...field('024', '7#', ['a', addresses.document], ['2', 'uri']),
      ...field('040', '##', ['a', libraryName || id], ['b', 'vie']),
      ...languages(document),
      ...codedDate(document),
      ...(main ? name('1', main) : []),
      ...field('245', main ? '10' : '00', ['a', record.title]),
      ...field('246', '3#', ['a', record.otherTitle]),
      ...(record.englishTitle ? field('246', '1#', ['i', ENGLISH_TITLE_LABEL], ['a', record.englishTitle]) : []),
      ...published(document),
      ...described(document),
      ...series(document),
      ...record.note.split('\n').flatMap((line) => field('500', '##', ['a', line])),
      ...field('506', record.access === 'open' && !isEmbargoed(record, document.today) ? '0#' : '1#', [
        'a',
        accessWords(document).vi,
      ]),
      ...record.summary.split('\n').flatMap((line) => field('520', '##', ['a', line])),
      ...record.englishSummary.split('\n').flatMap((line) => field('520', '3#', ['a', line])),
      ...field('540', '##', ['a', licenceWords(record.licence)?.vi ?? null], ['u', licenceName(record.licence)]),
      ...field('542', '##', ['d', record.rightsHolder]),
      ...record.subjects.flatMap((subject) => field('650', '#4', ['a', subject])),
      ...record.places.flatMap((place) => field('651', '#4', ['a', place])),
      ...field('655', '#7', ['a', kindWords(record.kind).vi], ['2', 'local']),
      ...others.flatMap((creator) => name('7', creator)),
      ...hosts(document),
      ...(record.callNumber ? field('852', '4#', ['a', libraryName], ['j', record.callNumber]) : []),
      ...links(document),
    ],
  };
}

/** The main entry is the first author, or whoever stands first where nobody wrote it. */
function mainFirst(creators: readonly Creator[]): readonly Creator[] {
  const main = creators.find(({ part }) => part === 'author') ?? creators[0];
  return main ? [main, ...creators.filter((creator) => creator !== main)] : [];
}

function name(hundreds: '1' | '7', creator: Creator): readonly MarcDataField[] {
  const { term, code } = relatorOf(creator.part);
  const parts = [
    ['a', creator.name],
    ['e', term],
    ['4', code],
  ] as const;
  return isBody(creator) ? field(`${hundreds}10`, '2#', ...parts) : field(`${hundreds}00`, '0#', ...parts);
}

/** Languages, where there are several or the one is in no list of catalogues. */
function languages({ record }: DescribedDocument): readonly MarcDataField[] {
  const all = catalogueLanguages(record.language);
  const isTranslation = record.creators.some(({ part }) => part === 'translator') ? '1' : '#';
  const listed = all.filter(({ list }) => list === 'iso639-2b').map(({ code }) => ['a', code] as const);
  const unlisted = all.filter(({ list }) => list === 'iso639-3').map(({ code }) => ['a', code] as const);
  return [
    ...(all.length > 1 ? field('041', `${isTranslation}#`, ...listed) : []),
    ...(unlisted.length > 0 ? field('041', `${isTranslation}7`, ...unlisted, ['2', 'iso639-3']) : []),
  ];
}

/** 008 has no room for doubt, parts of months and open decades: 046 says them exactly. */
function codedDate({ record: { date } }: DescribedDocument): readonly MarcDataField[] {
  if (date === null) return [];
  const parts = edtfParts(date);
  if (parts.kind === 'point' && isPlain(parts.point) && parts.point.text.length === 4) return [];
  return field('046', '##', ['k', date.text], ['2', 'edtf']);
}

function published({ record }: DescribedDocument): readonly MarcDataField[] {
  const isMade = record.publisher === '' && (record.kind === 'manuscript' || record.kind === 'photograph');
  return field(
    '264',
    isMade ? '#0' : '#1',
    ['a', record.publicationPlace],
    ['b', record.publisher],
    ['c', record.date && shownDate(record.date)],
  );
}

const content: Partial<Readonly<Record<DocumentKind, readonly [term: string, code: string]>>> = {
  map: ['hình ảnh bản đồ', 'cri'],
  photograph: ['hình ảnh tĩnh', 'sti'],
};

function described({ record, pageCount }: DescribedDocument): readonly MarcDataField[] {
  const { extent, details, dimensions } = splitExtent(record.extent);
  const images = pageCount === null ? '1 tài nguyên trực tuyến' : `1 tài nguyên trực tuyến (${pageCount} ảnh)`;
  const [term, code] = content[record.kind] ?? ['văn bản', 'txt'];
  return [
    ...(record.extent === ''
      ? field('300', '##', ['a', images])
      : field('300', '##', ['a', extent], ['b', details], ['c', dimensions])),
    ...field('336', '##', ['a', term], ['b', code], ['2', 'rdacontent']),
    ...field('337', '##', ['a', 'máy tính'], ['b', 'c'], ['2', 'rdamedia']),
    ...field('338', '##', ['a', 'tài nguyên trực tuyến'], ['b', 'cr'], ['2', 'rdacarrier']),
  ];
}

function series({ record }: DescribedDocument): readonly MarcDataField[] {
  const { title, number } = splitSeries(record.series);
  return record.kind === 'article' ? [] : field('490', '0#', ['a', title], ['v', number]);
}

/** What an article stands in, and the collection it belongs to in this library. */
function hosts({ record }: DescribedDocument): readonly MarcDataField[] {
  const { title, number } = splitSeries(record.series);
  return [
    ...(record.kind === 'article' ? field('773', '0#', ['t', title], ['g', number]) : []),
    ...(record.collection ? field('787', '08', ['i', COLLECTION_LABEL], ['t', record.collection]) : []),
  ];
}

const links = ({ addresses }: DescribedDocument): readonly MarcDataField[] => [
  ...field('856', '40', ['u', addresses.document], ['z', 'Đọc trực tuyến']),
  ...(addresses.pdf ? field('856', '40', ['u', addresses.pdf], ['q', 'application/pdf'], ['z', 'Tải tệp PDF']) : []),
  ...(addresses.manifest
    ? field('856', '40', ['u', addresses.manifest], ['q', 'application/ld+json'], ['z', 'IIIF'])
    : []),
  ...(addresses.thumbnail ? field('856', '42', ['3', 'Ảnh nhỏ'], ['u', addresses.thumbnail]) : []),
];

const hostOf = (address: string) => (URL.canParse(address) ? new URL(address).hostname : 'diachi');

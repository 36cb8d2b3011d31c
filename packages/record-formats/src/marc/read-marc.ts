import type { Creator, DocumentKind } from '@diachi/domain';
import { recordLanguageOf } from '../catalogue-language.ts';
import { kindCalled } from '../kind-words.ts';
import { isEnglish } from '../reading/is-english.ts';
import { licenceAt } from '../reading/licence-at.ts';
import { calledBy } from '../reading/name-order.ts';
import type { ReadRecord } from '../reading/read-record.ts';
import { sortAddresses } from '../reading/sort-addresses.ts';
import { tidyRecord } from '../reading/tidy-record.ts';
import { partCalled } from '../relators.ts';
import { joinSeries } from '../split-series.ts';
import { joinExtent } from './marc-extent.ts';
import type { MarcDataField, MarcRecord } from './marc-record.ts';
import { COLLECTION_LABEL } from './marc-words.ts';
import { readMarcDate } from './read-marc-date.ts';

/** What a MARC 21 record says, in our words. Punctuation of ISBD at the ends of subfields is taken off where the record says it has any. */
export function readMarc(marc: MarcRecord): ReadRecord {
  const all = (...tags: readonly string[]) => marc.dataFields.filter(({ tag }) => tags.includes(tag));
  const isbd = marc.leader.charAt(18) !== 'c';
  const value = (from: MarcDataField | undefined, ...codes: readonly string[]) =>
    (from?.subfields ?? [])
      .filter(({ code }) => codes.includes(code))
      .map((one) => (isbd ? bare(one.value) : one.value.trim()))
      .filter((one) => one !== '');
  const first = (from: MarcDataField | undefined, ...codes: readonly string[]) => value(from, ...codes)[0];

  const [title] = all('245');
  const isEnglishTitle = (one: MarcDataField) =>
    one.tag === '242' ? first(one, 'y') === 'eng' : /^(?:nhan đề tiếng anh|english title)/i.test(first(one, 'i') ?? '');
  const variants = all('246', '242');
  const [physical] = all('300');
  const [issued] = [...all('264').filter(({ indicators }) => indicators[1] !== '4'), ...all('260')];
  const kind = readKind(marc);
  const [series] = kind === 'article' ? all('773') : all('490', '440', '830');
  const summaries = all('520').map((one) => value(one, 'a', 'b').join(' '));

  return {
    record: tidyRecord({
      title: [value(title, 'a').join(' '), ...value(title, 'b'), ...value(title, 'n', 'p')].filter(Boolean).join(' : '),
      englishTitle: first(variants.find(isEnglishTitle), 'a'),
      otherTitle: first(
        variants.find((one) => !isEnglishTitle(one)),
        'a',
      ),
      creators: all('100', '110', '111', '700', '710', '711').flatMap(readName),
      kind,
      date: readMarcDate(marc, first(issued, 'c')),
      languages: readLanguages(marc),
      publisher: first(issued, 'b'),
      publicationPlace: first(issued, 'a'),
      extent: physical && readExtent(physical, value),
      series: series && joinSeries(first(series, 'a', 't') ?? '', first(series, 'v', 'g') ?? null),
      collection: first(
        all('787').find((one) => first(one, 'i')?.startsWith(COLLECTION_LABEL.slice(0, -1))),
        't',
      ),
      note: all('500')
        .flatMap((one) => value(one, 'a'))
        .join('\n'),
      summary: summaries.filter((text) => !isEnglish(text)).join('\n'),
      englishSummary: summaries.filter(isEnglish).join('\n'),
      subjects: all('600', '610', '611', '630', '650', '653').flatMap(
        (one) => value(one, 'a', 'x', 'y', 'z', 'v').join(' -- ') || [],
      ),
      places: all('651').flatMap((one) => value(one, 'a', 'x', 'z').join(' -- ') || []),
      callNumber: first(all('852')[0], 'j', 'h'),
      isbn: first(all('020')[0], 'a'),
      issn: first(all('022')[0], 'a'),
      licence: all('540')
        .flatMap((one) => value(one, 'u', 'a', 'f'))
        .map(licenceAt)
        .find((licence) => licence !== undefined),
      rightsHolder: first(all('542')[0], 'd'),
    }),
    addresses: readAddresses(all('856'), all('024')),
    identifier: marc.controlFields.find(({ tag }) => tag === '001')?.value.trim() || null,
  };
}

/** Without the punctuation that comes before what follows, or ends the field. */
function bare(text: string): string {
  const whole = text.trim();
  if ('/:;=,'.includes(whole.at(-1) ?? ' ')) return whole.slice(0, -1).trimEnd();
  return whole.replace(/(?<=[\p{Ll}\d)\]]{2})\.$/u, '');
}

const readAddresses = (
  links: readonly MarcDataField[],
  identifiers: readonly MarcDataField[],
): ReadRecord['addresses'] =>
  sortAddresses([
    ...links.flatMap((one) =>
      textsIn(one, 'u').map((url) => ({ url, about: textsIn(one, 'q', '3', 'z', 'y').join(' ') })),
    ),
    ...identifiers
      .filter((one) => textsIn(one, '2').includes('uri'))
      .flatMap((one) => textsIn(one, 'a').map((url) => ({ url }))),
  ]);

const textsIn = ({ subfields }: MarcDataField, ...codes: readonly string[]): readonly string[] =>
  subfields.filter(({ code }) => codes.includes(code)).map(({ value }) => value.trim());

function readName(one: MarcDataField): readonly Creator[] {
  const parts = (...codes: readonly string[]) => textsIn(one, ...codes);
  const written = parts('a', ...(one.tag.endsWith('00') ? [] : ['b']))
    .map(bare)
    .join('. ');
  const part = partCalled([...parts('4'), ...parts('e')]) ?? (one.tag.startsWith('1') ? 'author' : 'contributor');
  return [{ name: one.tag.endsWith('00') ? calledBy(written) : written, part }];
}

function readKind({ leader, dataFields }: MarcRecord): DocumentKind | undefined {
  const said = dataFields
    .filter(({ tag }) => tag === '655')
    .map(({ subfields }) => kindCalled(subfields[0]?.value ?? ''))
    .find((kind) => kind !== undefined);
  if (said) return said;
  const [type = '', level = ''] = leader.slice(6, 8);
  const byType: Readonly<Record<string, DocumentKind>> = { t: 'manuscript', e: 'map', f: 'map', k: 'photograph' };
  if (byType[type]) return byType[type];
  if (type !== 'a') return undefined;
  if (level === 's' || level === 'i') return 'newspaper';
  return level === 'a' || level === 'b' ? 'article' : 'book';
}

function readLanguages({ controlFields, dataFields }: MarcRecord): readonly string[] {
  const fixed = controlFields.find(({ tag }) => tag === '008')?.value.slice(35, 38) ?? '';
  const told = dataFields
    .filter(({ tag }) => tag === '041')
    .flatMap(({ subfields }) => subfields.filter(({ code }) => code === 'a'))
    // Older records write several codes in one subfield.
    .flatMap(({ value }) => value.match(/[a-z]{3}/g) ?? []);
  return (told.length > 0 ? told : [fixed]).map(recordLanguageOf);
}

function readExtent(
  physical: MarcDataField,
  value: (from: MarcDataField, ...codes: readonly string[]) => readonly string[],
): string {
  const [extent, details, dimensions] = ['a', 'b', 'c'].map((code) => value(physical, code).join(' ; ') || null);
  const written = joinExtent({ extent: extent ?? '', details: details ?? null, dimensions: dimensions ?? null });
  // That something is online says nothing of its paper.
  return /^1 (?:tài nguyên trực tuyến|online resource)/i.test(written) ? '' : written;
}

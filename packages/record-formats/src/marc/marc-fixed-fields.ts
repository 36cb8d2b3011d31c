import type { DocumentKind } from '@diachi/domain';
import { catalogueLanguages } from '../catalogue-language.ts';
import type { DescribedDocument } from '../described-document.ts';
import { fixedDates } from './marc-dates.ts';
import type { MarcControlField } from './marc-record.ts';

/** Type of record and bibliographic level, leader/06–07. A newspaper is its title with what came of it; an article is a part of something. */
const types: Readonly<Record<DocumentKind, string>> = {
  book: 'am',
  newspaper: 'as',
  article: 'aa',
  official: 'am',
  manuscript: 'tm',
  map: 'em',
  photograph: 'km',
  other: 'am',
};

/** Encoding level 7 (minimal), and no punctuation of ISBD at the ends of subfields (`c`). */
export const marcLeader = (kind: DocumentKind): string => `00000n${types[kind]} a22000007c 4500`;

const books = (official: string) => `|||||o||||${official}||| ||`;

/** 008/18–34 by kind, 17 characters: an online resource (`o`), and nothing claimed (`|`) that no record says. */
const details: Readonly<Record<DocumentKind, string>> = {
  book: books('|'),
  newspaper: '|| n|o||||||   ||',
  article: books('|'),
  official: books('o'),
  manuscript: books('|'),
  map: '|||||| |  |o | ||',
  photograph: 'nnn |     |o   in',
  other: books('|'),
};

/** Control fields: numbers, times, and what catalogues sort by without reading. `source` is the organization whose numbers these are. */
export function marcControlFields(document: DescribedDocument, source: string): readonly MarcControlField[] {
  const { id, record, receivedAt, changedAt } = document;
  const [language] = catalogueLanguages(record.language);
  // A language that is not in the list is one “not coded” there; 041 says which.
  const code = language?.list === 'iso639-2b' ? language.code : 'mis';
  const fixed = [
    receivedAt.slice(2, 10).replaceAll('-', ''),
    fixedDates(record.date, record.kind),
    'xx ',
    details[record.kind],
    code,
    ' d',
  ];
  return [
    { tag: '001', value: id },
    { tag: '003', value: source },
    { tag: '005', value: `${changedAt.slice(0, 19).replace(/\D/g, '')}.0` },
    { tag: '006', value: 'm     o  d        ' },
    { tag: '007', value: 'cr |n|||||||||' },
    { tag: '008', value: fixed.join('') },
  ];
}

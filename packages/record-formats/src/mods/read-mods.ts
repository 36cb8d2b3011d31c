import type { Creator, DocumentKind } from '@diachi/domain';
import { attributeOf, childOf, childrenOf, type ReadElement } from '@diachi/xml';
import { recordLanguageOf } from '../catalogue-language.ts';
import { kindCalled } from '../kind-words.ts';
import { isEnglish } from '../reading/is-english.ts';
import { licenceAt } from '../reading/licence-at.ts';
import { calledBy, nameOf } from '../reading/name-order.ts';
import type { ReadRecord } from '../reading/read-record.ts';
import { sortAddresses } from '../reading/sort-addresses.ts';
import { tidyRecord } from '../reading/tidy-record.ts';
import { toldText } from '../reading/told-text.ts';
import { partCalled } from '../relators.ts';
import { joinSeries } from '../split-series.ts';
import { readModsDate } from './read-mods-date.ts';

const XML = 'http://www.w3.org/XML/1998/namespace';
const XLINK = 'http://www.w3.org/1999/xlink';

/** Reads MODS 3, of any minor version: a record, or the first of a collection. */
export function readMods(root: ReadElement): ReadRecord {
  const mods = root.name === 'modsCollection' ? (childOf(root, 'mods') ?? root) : root;
  const all = (name: string) => childrenOf(mods, name);
  const identifier = (type: string) =>
    all('identifier').find((one) => attributeOf(one, 'type') === type && attributeOf(one, 'invalid') !== 'yes');
  const textOf = (element: ReadElement | undefined) => (element ? toldText(element).trim() : undefined);

  const titles = all('titleInfo');
  const isMain = (one: ReadElement) => attributeOf(one, 'type') === undefined;
  const isEnglishTitle = (one: ReadElement) => attributeOf(one, 'type') === 'translated' && isInEnglish(one);
  const abstracts = all('abstract');
  const related = all('relatedItem');
  const isCollection = (item: ReadElement) =>
    childrenOf(item, 'typeOfResource').some((one) => attributeOf(one, 'collection') === 'yes');
  const series = related.find(
    (item) => ['series', 'host'].includes(attributeOf(item, 'type') ?? '') && !isCollection(item),
  );
  const conditions = all('accessCondition');
  const origins = all('originInfo');
  const inOrigins = (name: string) => textOf(origins.flatMap((origin) => childrenOf(origin, name))[0]);

  return {
    record: tidyRecord({
      title: titleIn(titles.find(isMain) ?? titles[0]),
      englishTitle: titleIn(titles.find(isEnglishTitle)),
      otherTitle: titleIn(titles.find((one) => !isMain(one) && !isEnglishTitle(one))),
      creators: all('name').flatMap(readName),
      kind: readKind(mods),
      publisher: inOrigins('publisher'),
      publicationPlace: readPlace(origins),
      date: readModsDate(origins),
      languages: all('language')
        .flatMap((one) => childrenOf(one, 'languageTerm'))
        .filter((term) => attributeOf(term, 'type') !== 'text')
        .map((term) => recordLanguageOf(toldText(term).trim())),
      summary: textOf(abstracts.find((one) => !isInEnglish(one))),
      englishSummary: textOf(abstracts.find(isInEnglish)),
      note: all('note').map(toldText).join('\n'),
      extent: textOf(
        all('physicalDescription')
          .flatMap((one) => childrenOf(one, 'extent'))
          .find((one) => attributeOf(one, 'unit') === undefined),
      ),
      subjects: all('subject').flatMap((one) => childrenOf(one, 'topic').map(toldText)),
      places: all('subject').flatMap((one) => childrenOf(one, 'geographic').map(toldText)),
      series: series && titleIn(childOf(series, 'titleInfo')),
      collection: titleIn(related.filter(isCollection).map((item) => childOf(item, 'titleInfo'))[0]),
      callNumber: textOf(all('location').flatMap((one) => childrenOf(one, 'shelfLocator'))[0]),
      isbn: textOf(identifier('isbn')),
      issn: textOf(identifier('issn')),
      licence: conditions
        .flatMap((one) => [attributeOf(one, 'href', XLINK) ?? '', toldText(one)])
        .map(licenceAt)
        .find((licence) => licence !== undefined),
      rightsHolder: textOf(conditions.find((one) => attributeOf(one, 'type') === 'rights holder')),
    }),
    addresses: readAddresses(mods),
    identifier:
      textOf(all('recordInfo').flatMap((one) => childrenOf(one, 'recordIdentifier'))[0]) ??
      textOf(identifier('local')) ??
      null,
  };
}

const readAddresses = (mods: ReadElement): ReadRecord['addresses'] =>
  sortAddresses([
    ...childrenOf(mods, 'location')
      .flatMap((one) => childrenOf(one, 'url'))
      .map((url) => ({ url: toldText(url), about: url.attributes.map(({ value }) => value).join(' ') })),
    ...childrenOf(mods, 'identifier')
      .filter((one) => attributeOf(one, 'type') === 'uri')
      .map((one) => ({ url: toldText(one) })),
  ]);

const languageOf = (element: ReadElement) => attributeOf(element, 'lang', XML) ?? attributeOf(element, 'lang') ?? '';

const isInEnglish = (element: ReadElement) =>
  languageOf(element) === '' ? isEnglish(toldText(element)) : languageOf(element).startsWith('en');

function titleIn(info: ReadElement | undefined): string | undefined {
  if (!info) return undefined;
  const part = (name: string) =>
    childrenOf(info, name)
      .map((one) => toldText(one).trim())
      .join(', ');
  const title = [part('nonSort'), part('title')].filter(Boolean).join(' ');
  const whole = [title, part('subTitle')].filter(Boolean).join(' : ');
  return joinSeries(whole, [part('partNumber'), part('partName')].filter(Boolean).join(', ') || null);
}

function readName(name: ReadElement): readonly Creator[] {
  const parts = childrenOf(name, 'namePart');
  const typed = (type: string) =>
    parts
      .filter((one) => attributeOf(one, 'type') === type)
      .map(toldText)
      .join(' ')
      .trim();
  const [family, given] = [typed('family'), typed('given')];
  const plain = parts.filter((one) => attributeOf(one, 'type') === undefined).map((one) => toldText(one).trim());
  const isPerson = attributeOf(name, 'type') !== 'corporate';
  const written = family && given ? nameOf(family, given) : plain.join(isPerson ? ' ' : '. ') || family || given;
  const roles = childrenOf(name, 'role').flatMap((role) => childrenOf(role, 'roleTerm').map(toldText));
  return [{ name: isPerson ? calledBy(written) : written, part: partCalled(roles) ?? 'author' }];
}

function readKind(mods: ReadElement): DocumentKind | undefined {
  const types = childrenOf(mods, 'typeOfResource');
  const words = [...childrenOf(mods, 'genre'), ...types].map((one) => kindCalled(toldText(one)));
  const said = words.find((kind) => kind !== undefined);
  return said ?? (types.some((one) => attributeOf(one, 'manuscript') === 'yes') ? 'manuscript' : undefined);
}

const readPlace = (origins: readonly ReadElement[]): string | undefined =>
  origins
    .flatMap((origin) => childrenOf(origin, 'place'))
    .flatMap((place) => childrenOf(place, 'placeTerm'))
    .filter((term) => attributeOf(term, 'type') !== 'code')
    .map(toldText)[0];

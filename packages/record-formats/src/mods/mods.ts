import { languageTag, licenceName } from '@diachi/domain';
import { element, textElement, type XmlElement, type XmlNode } from '@diachi/xml';
import { accessWords, licenceWords } from '../access-words.ts';
import { catalogueLanguages } from '../catalogue-language.ts';
import type { DescribedDocument } from '../described-document.ts';
import { isBody } from '../is-body.ts';
import { kindWords } from '../kind-words.ts';
import { relatorOf } from '../relators.ts';
import { splitSeries } from '../split-series.ts';
import { modsDate } from './mods-date.ts';

const MODS = 'http://www.loc.gov/mods/v3';

const typesOfResource = { map: 'cartographic', photograph: 'still image' } as const;

/** A record as MODS 3.8 (Library of Congress, 2022). Names stand in the order in which people are called. */
export function mods(document: DescribedDocument): XmlElement {
  const { record, addresses, libraryName } = document;
  return element(
    'mods',
    {
      xmlns: MODS,
      'xmlns:xlink': 'http://www.w3.org/1999/xlink',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
      'xsi:schemaLocation': `${MODS} http://www.loc.gov/standards/mods/v3/mods-3-8.xsd`,
      version: '3.8',
    },
    titles(document),
    record.creators.map((creator) =>
      element(
        'name',
        { type: isBody(creator) ? 'corporate' : 'personal' },
        element('namePart', {}, creator.name),
        element(
          'role',
          {},
          element('roleTerm', { type: 'code', authority: 'marcrelator' }, relatorOf(creator.part).code),
          element('roleTerm', { type: 'text', 'xml:lang': 'vi' }, relatorOf(creator.part).term),
        ),
      ),
    ),
    typeOfResource(document),
    element('genre', { 'xml:lang': 'en' }, kindWords(record.kind).en),
    origin(document),
    catalogueLanguages(record.language).map(({ code, list }) =>
      element('language', {}, element('languageTerm', { type: 'code', authority: list }, code)),
    ),
    physical(document),
    textElement('abstract', record.summary, { 'xml:lang': 'vi' }),
    textElement('abstract', record.englishSummary, { 'xml:lang': 'en' }),
    textElement('note', record.note),
    record.subjects.map((subject) => element('subject', {}, element('topic', {}, subject))),
    record.places.map((place) => element('subject', {}, element('geographic', {}, place))),
    related(document),
    textElement('identifier', record.isbn, { type: 'isbn' }),
    textElement('identifier', record.issn, { type: 'issn' }),
    element('identifier', { type: 'uri' }, addresses.document),
    element('identifier', { type: 'local' }, document.id),
    locations(document),
    conditions(document),
    element(
      'recordInfo',
      {},
      textElement('recordContentSource', libraryName),
      element('recordCreationDate', { encoding: 'w3cdtf' }, document.receivedAt),
      element('recordChangeDate', { encoding: 'w3cdtf' }, document.changedAt),
      element('recordIdentifier', {}, document.id),
      element('languageOfCataloging', {}, element('languageTerm', { type: 'code', authority: 'iso639-2b' }, 'vie')),
    ),
  );
}

const titles = ({ record }: DescribedDocument): XmlNode => [
  element(
    'titleInfo',
    { usage: 'primary', 'xml:lang': languageTag(record.language) },
    element('title', {}, record.title),
  ),
  record.otherTitle && element('titleInfo', { type: 'alternative' }, element('title', {}, record.otherTitle)),
  record.englishTitle &&
    element('titleInfo', { type: 'translated', 'xml:lang': 'en' }, element('title', {}, record.englishTitle)),
];

const typeOfResource = ({ record: { kind } }: DescribedDocument): XmlElement =>
  element(
    'typeOfResource',
    { manuscript: kind === 'manuscript' ? 'yes' : null },
    kind === 'map' || kind === 'photograph' ? typesOfResource[kind] : 'text',
  );

function origin({ record }: DescribedDocument): XmlElement {
  const isMade = record.publisher === '' && (record.kind === 'manuscript' || record.kind === 'photograph');
  return element(
    'originInfo',
    { eventType: isMade ? 'production' : 'publication' },
    record.publicationPlace && element('place', {}, element('placeTerm', { type: 'text' }, record.publicationPlace)),
    textElement('publisher', record.publisher),
    modsDate(record.date, record.kind),
    element('issuance', {}, record.kind === 'newspaper' ? 'serial' : 'monographic'),
  );
}

const physical = ({ record, pageCount, addresses }: DescribedDocument): XmlElement =>
  element(
    'physicalDescription',
    {},
    element('form', { authority: 'marcform' }, 'electronic'),
    addresses.pdf && element('internetMediaType', {}, 'application/pdf'),
    textElement('extent', record.extent),
    pageCount === null ? null : element('extent', { unit: 'images' }, String(pageCount)),
    element('digitalOrigin', {}, 'reformatted digital'),
  );

function related({ record }: DescribedDocument): XmlNode {
  const { title, number } = splitSeries(record.series);
  return [
    record.series &&
      element(
        'relatedItem',
        { type: record.kind === 'article' ? 'host' : 'series' },
        element('titleInfo', {}, element('title', {}, title), textElement('partNumber', number)),
      ),
    record.collection &&
      element(
        'relatedItem',
        { type: 'host' },
        element('titleInfo', {}, element('title', {}, record.collection)),
        element('typeOfResource', { collection: 'yes' }, 'mixed material'),
      ),
  ];
}

const locations = ({ record, addresses, libraryName }: DescribedDocument): XmlElement =>
  element(
    'location',
    {},
    textElement('physicalLocation', libraryName),
    textElement('shelfLocator', record.callNumber),
    element('url', { usage: 'primary', access: 'object in context' }, addresses.document),
    textElement('url', addresses.thumbnail, { access: 'preview' }),
    textElement('url', addresses.pdf, { access: 'raw object' }),
    textElement('url', addresses.manifest, { note: 'IIIF' }),
  );

const conditions = ({ record, today }: DescribedDocument): XmlNode => [
  element('accessCondition', { type: 'restriction on access', 'xml:lang': 'vi' }, accessWords({ record, today }).vi),
  record.licence === 'unknown'
    ? null
    : element(
        'accessCondition',
        { type: 'use and reproduction', 'xlink:href': licenceName(record.licence), 'xml:lang': 'vi' },
        licenceWords(record.licence)?.vi ?? '',
      ),
  textElement('accessCondition', record.rightsHolder, { type: 'rights holder' }),
];

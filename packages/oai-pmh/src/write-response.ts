import { element, type XmlNode, xmlDocument } from '@diachi/xml';
import { GRANULARITY } from './datestamp.ts';
import type { OaiError } from './oai-error.ts';
import { isDomain } from './oai-identifier.ts';
import type { Echo } from './parse-request.ts';

const OAI = 'http://www.openarchives.org/OAI/2.0/';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

/** What every answer begins with. */
export type ResponseHead = {
  /** The repository's own address, without a question: `https://kho.example.vn/oai`. */
  readonly baseUrl: string;
  /** The second of which the answer is, ISO 8601, UTC. */
  readonly responseDate: string;
  readonly echo: Echo;
};

/** A whole answer. Source: OAI-PMH 2.0, section 3.2, and OAI-PMH.xsd of 2008-12-07. */
export const writeResponse = ({ baseUrl, responseDate, echo }: ResponseHead, answer: XmlNode): string =>
  xmlDocument(
    element(
      'OAI-PMH',
      { xmlns: OAI, 'xmlns:xsi': XSI, 'xsi:schemaLocation': `${OAI} ${OAI}OAI-PMH.xsd` },
      element('responseDate', {}, responseDate),
      element('request', echo, baseUrl),
      answer,
    ),
  );

export const errorsAnswer = (errors: readonly OaiError[]): XmlNode =>
  errors.map(({ code, words }) => element('error', { code }, words));

/** Who answers here, and by which rules. */
export type Repository = {
  readonly name: string;
  readonly baseUrl: string;
  readonly adminEmail: string;
  /** No record's datestamp is before it. */
  readonly earliest: string;
  /** What identifiers begin with, after `oai:`. */
  readonly repositoryId: string;
  readonly sampleIdentifier: string;
  /** Other repositories whoever harvests this one may want to know. */
  readonly friends: readonly string[];
};

export const identifyAnswer = (repository: Repository): XmlNode =>
  element(
    'Identify',
    {},
    element('repositoryName', {}, repository.name),
    element('baseURL', {}, repository.baseUrl),
    element('protocolVersion', {}, '2.0'),
    element('adminEmail', {}, repository.adminEmail),
    element('earliestDatestamp', {}, repository.earliest),
    // What is gone is told for good.
    element('deletedRecord', {}, 'persistent'),
    element('granularity', {}, GRANULARITY),
    element('compression', {}, 'gzip'),
    element('compression', {}, 'deflate'),
    isDomain(repository.repositoryId) ? element('description', {}, identifierScheme(repository)) : null,
    repository.friends.length > 0 ? element('description', {}, friends(repository.friends)) : null,
  );

/** Source: Specification and XML Schema for the OAI Identifier Format, 2.0. */
const identifierScheme = ({ repositoryId, sampleIdentifier }: Repository): XmlNode =>
  element(
    'oai-identifier',
    {
      xmlns: `${OAI}oai-identifier`,
      'xmlns:xsi': XSI,
      'xsi:schemaLocation': `${OAI}oai-identifier ${OAI}oai-identifier.xsd`,
    },
    element('scheme', {}, 'oai'),
    element('repositoryIdentifier', {}, repositoryId),
    element('delimiter', {}, ':'),
    element('sampleIdentifier', {}, sampleIdentifier),
  );

/** Source: XML Schema for repositories to list confederate repositories, 2.0. */
const friends = (addresses: readonly string[]): XmlNode =>
  element(
    'friends',
    { xmlns: `${OAI}friends/`, 'xmlns:xsi': XSI, 'xsi:schemaLocation': `${OAI}friends/ ${OAI}friends.xsd` },
    addresses.map((address) => element('baseURL', {}, address)),
  );

export type MetadataFormat = {
  readonly metadataPrefix: string;
  readonly schema: string;
  readonly metadataNamespace: string;
};

export const formatsAnswer = (formats: readonly MetadataFormat[]): XmlNode =>
  element(
    'ListMetadataFormats',
    {},
    formats.map(({ metadataPrefix, schema, metadataNamespace }) =>
      element(
        'metadataFormat',
        {},
        element('metadataPrefix', {}, metadataPrefix),
        element('schema', {}, schema),
        element('metadataNamespace', {}, metadataNamespace),
      ),
    ),
  );

export const setsAnswer = (sets: readonly { readonly spec: string; readonly name: string }[], rest: Rest): XmlNode =>
  element(
    'ListSets',
    {},
    sets.map(({ spec, name }) => element('set', {}, element('setSpec', {}, spec), element('setName', {}, name))),
    restElement(rest),
  );

export type RecordHeader = {
  readonly identifier: string;
  readonly datestamp: string;
  readonly sets: readonly string[];
  readonly isDeleted: boolean;
};

/** `metadata` is null of what is deleted. */
export type OaiRecord = { readonly header: RecordHeader; readonly metadata: XmlNode };

export const recordAnswer = (record: OaiRecord): XmlNode => element('GetRecord', {}, recordElement(record));

export const recordsAnswer = (records: readonly OaiRecord[], rest: Rest): XmlNode =>
  element('ListRecords', {}, records.map(recordElement), restElement(rest));

export const identifiersAnswer = (headers: readonly RecordHeader[], rest: Rest): XmlNode =>
  element('ListIdentifiers', {}, headers.map(headerElement), restElement(rest));

const recordElement = ({ header, metadata }: OaiRecord): XmlNode =>
  element('record', {}, headerElement(header), metadata === null ? null : element('metadata', {}, metadata));

const headerElement = ({ identifier, datestamp, sets, isDeleted }: RecordHeader): XmlNode =>
  element(
    'header',
    { status: isDeleted ? 'deleted' : null },
    element('identifier', {}, identifier),
    element('datestamp', {}, datestamp),
    sets.map((spec) => element('setSpec', {}, spec)),
  );

/** What of a list is still to come: its token, empty at the end of what came in several parts; null of what is whole in itself. */
export type Rest = {
  readonly token: string | null;
  readonly cursor: number;
  readonly size: number | null;
} | null;

/** A size smaller than what was told already was counted before there was more: it is left out rather than told wrongly. */
const restElement = (rest: Rest): XmlNode =>
  rest &&
  element(
    'resumptionToken',
    { completeListSize: rest.size !== null && rest.size > rest.cursor ? rest.size : null, cursor: rest.cursor },
    rest.token,
  );

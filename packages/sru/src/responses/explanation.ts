import { element, textElement, type XmlElement } from '@diachi/xml';
import { MOST_RECORDS, USUAL_RECORDS } from '../parse-request.ts';
import { RECORD_SCHEMAS } from '../record-schemas.ts';
import { SRU_VERSIONS } from '../sru-version.ts';
import type { SruRecord } from './sru-record.ts';

const ZEEREX = 'http://explain.z3950.org/dtd/2.0/';

/** An index as it is explained: its names, each in a context set. */
export type ExplainedIndex = {
  readonly title: string;
  readonly names: readonly { readonly set: string | null; readonly name: string }[];
  readonly isScanned: boolean;
  readonly isSorted: boolean;
};

export type ExplainedService = {
  readonly host: string;
  readonly port: number;
  /** The path, without a slash before it. */
  readonly database: string;
  readonly title: string;
  readonly description: string;
  readonly sets: Readonly<Record<string, string>>;
  readonly indexes: readonly ExplainedIndex[];
  readonly relations: readonly string[];
};

/** What the service can do, as a ZeeRex 2.0 record. */
export const explanation = (service: ExplainedService): SruRecord => ({
  schema: ZEEREX,
  data: zeerex(service),
  position: null,
});

const zeerex = ({ host, port, database, title, description, sets, indexes, relations }: ExplainedService): XmlElement =>
  element(
    'explain',
    { xmlns: ZEEREX },
    element(
      'serverInfo',
      { protocol: 'SRU', version: SRU_VERSIONS.at(-1) ?? '', transport: 'http', method: 'GET POST' },
      element('host', {}, host),
      element('port', {}, String(port)),
      element('database', {}, database),
    ),
    element(
      'databaseInfo',
      {},
      element('title', { lang: 'vi', primary: 'true' }, title),
      element('description', { lang: 'vi', primary: 'true' }, description),
    ),
    element(
      'indexInfo',
      {},
      Object.entries(sets).map(([name, identifier]) => element('set', { identifier, name })),
      indexes.map(({ title: indexTitle, names, isScanned, isSorted }) =>
        element(
          'index',
          { search: 'true', scan: String(isScanned), sort: String(isSorted) },
          element('title', { lang: 'en' }, indexTitle),
          names.map(({ set, name }) => element('map', {}, element('name', { set }, name))),
        ),
      ),
    ),
    element(
      'schemaInfo',
      {},
      RECORD_SCHEMAS.map(({ name, address, title: schemaTitle }) =>
        element(
          'schema',
          { identifier: address, name, sort: 'false', retrieve: 'true' },
          textElement('title', schemaTitle, { lang: 'en' }),
        ),
      ),
    ),
    element(
      'configInfo',
      {},
      element('default', { type: 'numberOfRecords' }, String(USUAL_RECORDS)),
      element('default', { type: 'retrieveSchema' }, RECORD_SCHEMAS[0].name),
      element('setting', { type: 'maximumRecords' }, String(MOST_RECORDS)),
      relations.map((relation) => element('supports', { type: 'relation' }, relation)),
      ['and', 'or', 'not'].map((boolean) => element('supports', { type: 'booleanOperator' }, boolean)),
      element('supports', { type: 'maskingCharacter' }, '*'),
    ),
  );

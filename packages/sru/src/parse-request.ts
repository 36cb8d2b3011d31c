import { type Diagnostic, type DiagnosticCode, Refusal } from './diagnostics.ts';
import { RECORD_SCHEMAS, type RecordSchema } from './record-schemas.ts';
import { SRU_VERSIONS, type SruVersion } from './sru-version.ts';

export type Packing = 'xml' | 'string';

type Common = { readonly version: SruVersion; readonly packing: Packing };

/** What somebody asks by SRU. `asked` has the parameters as they were written, to be repeated in the answer. */
export type SruRequest = Common & {
  readonly asked: Readonly<Record<string, string>>;
} & (
    | { readonly operation: 'explain' }
    | {
        readonly operation: 'searchRetrieve';
        readonly query: string;
        /** From 1. */
        readonly startRecord: number;
        readonly maximumRecords: number;
        readonly schema: RecordSchema;
      }
    | {
        readonly operation: 'scan';
        readonly scanClause: string;
        /** Where in the answer the term stands: 1 is first, 0 before. */
        readonly responsePosition: number;
        readonly maximumTerms: number;
      }
    /** In the version it was asked in, as far as that can be told. */
    | {
        readonly operation: 'refused';
        readonly of: 'explain' | 'searchRetrieve' | 'scan';
        readonly diagnostic: Diagnostic;
      }
  );

export const USUAL_RECORDS = 10;
export const MOST_RECORDS = 50;
const MOST_TERMS = 100;

type Parameters = Readonly<Record<string, unknown>>;

/**
 * Reads the parameters of a request in SRU 1.1, 1.2 or 2.0. Parameters nobody knows are passed over, as is `stylesheet`: nothing of a
 * stranger's is ever shown. Never throws; what cannot be answered is `refused`, with its diagnostic.
 */
export function parseSruRequest(parameters: Parameters): SruRequest {
  const asked = Object.fromEntries(
    Object.entries(parameters).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  const of = operationOf(asked);
  const version = SRU_VERSIONS.find((known) => known === asked['version']) ?? (asked['version'] ? '1.2' : '2.0');
  try {
    const repeated = Object.keys(parameters).find((name) => typeof parameters[name] !== 'string');
    if (repeated !== undefined) throw new Refusal(6, repeated);
    if (asked['version'] && asked['version'] !== version) throw new Refusal(5, SRU_VERSIONS.at(-1) ?? '');
    const { operation } = asked;
    if (operation && !['explain', 'searchRetrieve', 'scan'].includes(operation)) throw new Refusal(4, operation);
    const common = { version, packing: packingOf(asked, version), asked };
    if (of === 'searchRetrieve') return { ...common, ...searchOf(asked) };
    if (of === 'scan') return { ...common, ...scanOf(asked) };
    return { ...common, operation: 'explain' };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    return { version, packing: 'xml', asked, operation: 'refused', of, diagnostic: thrown.diagnostic };
  }
}

function operationOf({ operation, query, scanClause }: Readonly<Record<string, string>>) {
  if (operation === 'searchRetrieve' || operation === 'scan') return operation;
  if (operation === 'explain') return 'explain';
  if (query !== undefined) return 'searchRetrieve';
  return scanClause !== undefined ? 'scan' : 'explain';
}

type Asked = Readonly<Record<string, string>>;

function packingOf(asked: Asked, version: SruVersion): Packing {
  const [name, code] = version === '2.0' ? (['recordXMLEscaping', 6] as const) : (['recordPacking', 71] as const);
  const written = asked[name] ?? 'xml';
  if (written === 'xml' || written === 'string') return written;
  throw new Refusal(code, code === 6 ? name : written);
}

function searchOf(asked: Asked) {
  const query = asked['query'];
  if (!query?.trim()) throw new Refusal(7, 'query');
  if (asked['queryType'] && asked['queryType'] !== 'cql') throw new Refusal(6, 'queryType');
  if (asked['sortKeys']) throw new Refusal(80, 'sortKeys; say sortBy in the query');
  const wanted = asked['recordSchema'];
  const schema = wanted
    ? RECORD_SCHEMAS.find(({ names }) => (names as readonly string[]).includes(wanted.toLowerCase()))
    : RECORD_SCHEMAS[0];
  if (!schema) throw new Refusal(66, wanted ?? '');
  return {
    operation: 'searchRetrieve' as const,
    query,
    startRecord: number(asked, 'startRecord', 1, 1),
    maximumRecords: Math.min(number(asked, 'maximumRecords', 0, USUAL_RECORDS), MOST_RECORDS),
    schema: schema.name,
  };
}

function scanOf(asked: Asked) {
  const { scanClause } = asked;
  if (!scanClause?.trim()) throw new Refusal(7, 'scanClause');
  const maximumTerms = Math.min(number(asked, 'maximumTerms', 1, 20), MOST_TERMS);
  const responsePosition = number(asked, 'responsePosition', 0, 1, 120);
  if (responsePosition > maximumTerms + 1) throw new Refusal(120, String(responsePosition));
  return { operation: 'scan' as const, scanClause, maximumTerms, responsePosition };
}

function number(asked: Asked, name: string, least: number, usual: number, code: DiagnosticCode = 6): number {
  const written = asked[name];
  if (written === undefined || written === '') return usual;
  if (/^\d{1,9}$/.test(written) && Number(written) >= least) return Number(written);
  throw new Refusal(code, name);
}

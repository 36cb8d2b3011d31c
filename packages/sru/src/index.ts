export type { CqlClause, CqlIndex, CqlNode, CqlQuery, CqlSortKey } from './cql/cql-node.ts';
export { parseCql } from './cql/parse-cql.ts';
export { type CqlTerm, readTerm } from './cql/read-term.ts';
export { type Diagnostic, Refusal } from './diagnostics.ts';
export { parseSruRequest, type SruRequest } from './parse-request.ts';
export { addressOfSchema, type RecordSchema } from './record-schemas.ts';
export { type ExplainedIndex, type ExplainedService, explanation } from './responses/explanation.ts';
export { type SruRecord, surrogate } from './responses/sru-record.ts';
export {
  type ScanTerm,
  type SearchAnswer,
  writeExplainResponse,
  writeRefusal,
  writeScanResponse,
  writeSearchResponse,
} from './responses/write-response.ts';
export { mediaTypeOf } from './sru-version.ts';

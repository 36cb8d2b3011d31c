export { secondOf } from './datestamp.ts';
export type { ListPlace, ListRequest } from './list-request.ts';
export type { OaiError } from './oai-error.ts';
export { isDomain, oaiIdentifier, parseOaiIdentifier } from './oai-identifier.ts';
export { type OaiArguments, type OaiRequest, parseRequest } from './parse-request.ts';
export { chooseFormat, formatOf, type ReadFormat } from './reading/choose-format.ts';
export { fromIn, type HarvestRequest, harvestAddress, nextFrom } from './reading/harvest-request.ts';
export {
  type Identity,
  NotOaiError,
  readAnswer,
  readFormats,
  readIdentity,
  readRecords,
  type ToldAnswer,
  type ToldFormat,
  type ToldPage,
  type ToldRecord,
} from './reading/read-answer.ts';
export { writeResumptionToken } from './resumption-token.ts';
export { parseSetSpec, type RecordSet, setSpec, setsOf } from './set-spec.ts';
export {
  errorsAnswer,
  formatsAnswer,
  identifiersAnswer,
  identifyAnswer,
  type MetadataFormat,
  type OaiRecord,
  type RecordHeader,
  type Rest,
  recordAnswer,
  recordsAnswer,
  setsAnswer,
  writeResponse,
} from './write-response.ts';

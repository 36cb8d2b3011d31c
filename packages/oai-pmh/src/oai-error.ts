/** What a request can be refused for, in the words of the protocol. Source: OAI-PMH 2.0, section 3.6. */
type OaiErrorCode =
  | 'badArgument'
  | 'badResumptionToken'
  | 'badVerb'
  | 'cannotDisseminateFormat'
  | 'idDoesNotExist'
  | 'noMetadataFormats'
  | 'noRecordsMatch'
  | 'noSetHierarchy';

/** One of the reasons a request was refused. The words are for whoever reads a harvester's log. */
export type OaiError = { readonly code: OaiErrorCode; readonly words: string };

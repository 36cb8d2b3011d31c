/** Diagnostics of SRU by their numbers (`info:srw/diagnostic/1/…`), as far as we have a use for them. */
export const DIAGNOSTICS = {
  1: 'General system error',
  2: 'System temporarily unavailable',
  4: 'Unsupported operation',
  5: 'Unsupported version',
  6: 'Unsupported parameter value',
  7: 'Mandatory parameter not supplied',
  10: 'Query syntax error',
  12: 'Too many characters in query',
  15: 'Unsupported context set',
  16: 'Unsupported index',
  19: 'Unsupported relation',
  20: 'Unsupported relation modifier',
  22: 'Unsupported combination of relation and index',
  27: 'Empty term unsupported',
  28: 'Masking character not supported',
  31: 'Anchoring character not supported',
  36: 'Term in invalid format for index or relation',
  37: 'Unsupported boolean operator',
  38: 'Too many boolean operators in query',
  39: 'Proximity not supported',
  46: 'Unsupported boolean modifier',
  47: 'Cannot process query; reason unknown',
  49: 'Masking character in unsupported position',
  50: 'Result sets not supported',
  60: 'Result set not created: too many matching records',
  61: 'First record position out of range',
  64: 'Record temporarily unavailable',
  66: 'Unknown schema for retrieval',
  71: 'Unsupported record packing',
  80: 'Sort not supported',
  84: 'Too many sort keys to sort',
  120: 'Response position out of range',
} as const;

export type DiagnosticCode = keyof typeof DIAGNOSTICS;

export type Diagnostic = { readonly code: DiagnosticCode; readonly details: string };

/** What cannot be answered, and why in SRU's own words. It is told in the answer; nothing failed. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly diagnostic: Diagnostic;

  constructor(code: DiagnosticCode, details: string) {
    super(`${DIAGNOSTICS[code]}: ${details}`);
    this.diagnostic = { code, details };
  }
}

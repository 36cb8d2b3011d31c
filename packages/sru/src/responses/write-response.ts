import { element, type XmlElement, type XmlNode, xmlDocument } from '@diachi/xml';
import type { Diagnostic } from '../diagnostics.ts';
import type { Packing, SruRequest } from '../parse-request.ts';
import { namespacesOf, type SruVersion } from '../sru-version.ts';
import { echo } from './echo.ts';
import { type SruRecord, sruDiagnostic, sruRecord } from './sru-record.ts';

type Asked = {
  readonly version: SruVersion;
  readonly packing: Packing;
  readonly asked: Readonly<Record<string, string>>;
};

/** What a search found: `total` records in all, some of them sent. */
export type SearchAnswer = {
  readonly total: number;
  readonly records: readonly SruRecord[];
  /** Where to go on; null behind the last. */
  readonly nextRecordPosition: number | null;
  readonly diagnostics: readonly Diagnostic[];
};

export type ScanTerm = { readonly value: string; readonly numberOfRecords: number; readonly displayTerm: string };

export const writeSearchResponse = (asked: Asked, answer: SearchAnswer): string =>
  response('searchRetrieveResponse', asked, [
    element('numberOfRecords', {}, String(answer.total)),
    answer.records.length === 0
      ? null
      : element(
          'records',
          {},
          answer.records.map((record) => sruRecord(record, asked.packing, asked.version)),
        ),
    answer.nextRecordPosition === null ? null : element('nextRecordPosition', {}, String(answer.nextRecordPosition)),
    echo('echoedSearchRetrieveRequest', asked.asked, asked.version),
    diagnosticsOf(answer.diagnostics, asked.version),
    asked.version === '2.0'
      ? element('resultCountPrecision', {}, 'info:srw/vocabulary/resultCountPrecision/1/exact')
      : null,
  ]);

export const writeScanResponse = (
  asked: Asked,
  { terms, diagnostics }: { readonly terms: readonly ScanTerm[]; readonly diagnostics: readonly Diagnostic[] },
): string =>
  response('scanResponse', asked, [
    terms.length === 0
      ? null
      : element(
          'terms',
          {},
          terms.map(({ value, numberOfRecords, displayTerm }) =>
            element(
              'term',
              {},
              element('value', {}, value),
              element('numberOfRecords', {}, String(numberOfRecords)),
              element('displayTerm', {}, displayTerm),
            ),
          ),
        ),
    echo('echoedScanRequest', asked.asked, asked.version),
    diagnosticsOf(diagnostics, asked.version),
  ]);

export const writeExplainResponse = (
  asked: Asked,
  record: SruRecord,
  diagnostics: readonly Diagnostic[] = [],
): string =>
  response('explainResponse', asked, [
    sruRecord(record, asked.packing, asked.version),
    echo('echoedExplainRequest', asked.asked, asked.version),
    diagnosticsOf(diagnostics, asked.version),
  ]);

/** An answer that only says why there is none. An explanation cannot be refused: it is given, with the reason. */
export function writeRefusal(request: Extract<SruRequest, { operation: 'refused' }>, explanation: SruRecord): string {
  const diagnostics = [request.diagnostic];
  if (request.of === 'scan') return writeScanResponse(request, { terms: [], diagnostics });
  if (request.of === 'explain') return writeExplainResponse(request, explanation, diagnostics);
  return writeSearchResponse(request, { total: 0, records: [], nextRecordPosition: null, diagnostics });
}

const response = (name: string, { version }: Asked, children: readonly XmlNode[]): string => {
  const namespaces = namespacesOf(version);
  const xmlns = name === 'scanResponse' ? namespaces.scan : namespaces.response;
  return xmlDocument(element(name, { xmlns }, version === '2.0' ? null : element('version', {}, version), children));
};

const diagnosticsOf = (diagnostics: readonly Diagnostic[], version: SruVersion): XmlElement | null =>
  diagnostics.length === 0
    ? null
    : element(
        'diagnostics',
        {},
        diagnostics.map((diagnostic) => sruDiagnostic(diagnostic, version)),
      );

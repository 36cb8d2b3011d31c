import { element, textElement, type XmlElement } from '@diachi/xml';
import type { SruVersion } from '../sru-version.ts';

/** Parameters of each operation in the order in which schemas want them repeated. */
const parameters = {
  echoedExplainRequest: ['recordXMLEscaping', 'recordPacking'],
  echoedSearchRetrieveRequest: [
    'queryType',
    'query',
    'startRecord',
    'maximumRecords',
    'recordXMLEscaping',
    'recordPacking',
    'recordSchema',
  ],
  echoedScanRequest: ['scanClause', 'responsePosition', 'maximumTerms'],
} as const;

const ONLY_IN_2 = new Set(['queryType', 'recordXMLEscaping']);
const NUMBERS = new Set(['startRecord', 'maximumRecords', 'responsePosition', 'maximumTerms']);
/** What 2.0 means by it is something else, and is one of two words. */
const ESCAPINGS = new Set(['xml', 'string']);

/** What was asked, as it was understood; null where not even that which must be there was. */
export function echo(
  name: keyof typeof parameters,
  asked: Readonly<Record<string, string>>,
  version: SruVersion,
): XmlElement | null {
  const needed = { echoedExplainRequest: null, echoedSearchRetrieveRequest: 'query', echoedScanRequest: 'scanClause' };
  const need = needed[name];
  if (need !== null && asked[need] === undefined) return null;
  const isTold = (parameter: string) => {
    const written = asked[parameter];
    if (written === undefined || (version !== '2.0' && ONLY_IN_2.has(parameter))) return false;
    if (NUMBERS.has(parameter)) return /^[1-9]\d{0,8}$/.test(written);
    if (parameter === 'recordXMLEscaping') return ESCAPINGS.has(written);
    return parameter !== 'recordPacking' || (version !== '2.0' && ESCAPINGS.has(written));
  };
  return element(
    name,
    {},
    version === '2.0' ? null : element('version', {}, version),
    parameters[name].filter(isTold).map((parameter) => textElement(parameter, asked[parameter] ?? '')),
  );
}

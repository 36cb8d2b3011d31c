import { Failure } from '@diachi/domain';
import { attributeOf, childOf, childrenOf, type ReadElement } from '@diachi/xml';
import { toldText } from '../reading/told-text.ts';
import type { MarcRecord } from './marc-record.ts';

const SUBFIELD = /^[\x21-\x7e]$/;

/** Takes a MARC record out of MARCXML: a `record`, or the first of a `collection`. Fails with `record.not-marc`. */
export function readMarcXml(root: ReadElement): MarcRecord {
  const record = root.name === 'collection' ? childOf(root, 'record') : root;
  if (record?.name !== 'record') throw notMarc();
  const leader = childOf(record, 'leader');
  return {
    // Some writers trim it.
    leader: (leader ? toldText(leader) : '').padEnd(24).slice(0, 24),
    controlFields: childrenOf(record, 'controlfield').map((one) => ({ tag: tagOf(one), value: toldText(one) })),
    dataFields: childrenOf(record, 'datafield').map((one) => ({
      tag: tagOf(one),
      indicators: `${indicator(one, 'ind1')}${indicator(one, 'ind2')}`,
      subfields: childrenOf(one, 'subfield')
        .map((subfield) => ({ code: attributeOf(subfield, 'code') ?? '', value: toldText(subfield) }))
        .filter(({ code }) => SUBFIELD.test(code)),
    })),
  };
}

const tagOf = (element: ReadElement) => attributeOf(element, 'tag') ?? '';

const indicator = (element: ReadElement, name: string) => {
  const written = attributeOf(element, name) ?? ' ';
  return written.length === 1 ? written : ' ';
};

const notMarc = () => new Failure('invalid', 'record.not-marc', 'This is no MARC record, or it is damaged.');

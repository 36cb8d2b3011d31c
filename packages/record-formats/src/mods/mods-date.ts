import type { DateRange, DocumentKind } from '@diachi/domain';
import { element, type XmlNode } from '@diachi/xml';
import { type EdtfPoint, edtfParts, isPlain, yearEnds } from '../edtf-parts.ts';

/** When a document was issued, or made where it never was: exactly, as EDTF; and for who does not read that, the years it may fall in. */
export function modsDate(date: DateRange | null, kind: DocumentKind): XmlNode {
  if (date === null) return null;
  const name = kind === 'manuscript' || kind === 'photograph' ? 'dateCreated' : 'dateIssued';
  const parts = edtfParts(date);
  if (parts.kind === 'point' && isPlain(parts.point)) {
    return element(name, { encoding: 'w3cdtf', keyDate: 'yes' }, date.text);
  }
  const qualifier = parts.kind === 'point' ? qualifierOf(parts.point) : null;
  const { from, to } = yearEnds(date);
  const isOneYear = from !== null && from === to;
  return [
    element(name, { encoding: 'edtf', keyDate: 'yes', qualifier }, date.text),
    from && element(name, { encoding: 'w3cdtf', point: isOneYear ? null : 'start', qualifier }, from),
    !isOneYear && to ? element(name, { encoding: 'w3cdtf', point: 'end', qualifier }, to) : null,
  ];
}

const qualifierOf = ({ isUncertain, isApproximate }: EdtfPoint) => {
  if (isApproximate) return 'approximate';
  return isUncertain ? 'questionable' : null;
};

import type { DateRange } from '@diachi/domain';
import { attributeOf, childrenOf, type ReadElement } from '@diachi/xml';
import { readDate } from '../reading/read-date.ts';
import { toldText } from '../reading/told-text.ts';

const NAMES = ['dateIssued', 'dateCreated', 'copyrightDate', 'dateOther'];

/** The date of an `originInfo`: the exact one in EDTF, else the span between its points, else the first that can be read. */
export function readModsDate(origins: readonly ReadElement[]): DateRange | null {
  const dates = origins
    .flatMap((origin) => NAMES.flatMap((name) => childrenOf(origin, name)))
    .map((date) => ({
      text: toldText(date).trim(),
      encoding: attributeOf(date, 'encoding'),
      point: attributeOf(date, 'point'),
      qualifier: attributeOf(date, 'qualifier'),
    }));
  const exact = dates.find(({ encoding }) => encoding === 'edtf');
  const [start, end] = ['start', 'end'].map((point) => dates.find((date) => date.point === point));
  const [single] = dates.filter(({ point }) => point === undefined);
  if (exact && readDate(exact.text)) return readDate(exact.text);
  if (start) return readDate(`${start.text}/${end?.text ?? '..'}`) ?? readDate(start.text);
  if (!single) return null;
  const doubt = single.qualifier === 'approximate' ? '~' : single.qualifier === 'questionable' ? '?' : '';
  return readDate(`${single.text}${doubt}`) ?? readDate(single.text);
}

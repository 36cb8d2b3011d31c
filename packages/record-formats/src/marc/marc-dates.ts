import type { DateRange, DocumentKind } from '@diachi/domain';
import { type EdtfEnd, type EdtfPoint, edtfParts, isDoubtful, plainDate } from '../edtf-parts.ts';

/** Type of date and both dates, 008/06–14: nine characters. */
export function fixedDates(date: DateRange | null, kind: DocumentKind): string {
  if (date === null) return 'nuuuuuuuu';
  const parts = edtfParts(date);
  if (parts.kind === 'interval') return intervalDates(parts.start, parts.end, kind === 'newspaper');
  const { point } = parts;
  if (point.year.startsWith('-')) return 'b        ';
  const year = fourOf(point);
  if (year === 'uuuu') return 'nuuuuuuuu';
  if (point.month !== null && plainDate(point) !== null) return `e${year}${point.month}${point.day ?? '  '}`;
  return `s${year}    `;
}

function intervalDates(start: EdtfEnd, end: EdtfEnd, isSerial: boolean): string {
  const isBeforeChrist = [start, end].some((one) => typeof one !== 'string' && one.year.startsWith('-'));
  if (isBeforeChrist) return 'b        ';
  const from = typeof start === 'string' ? 'uuuu' : fourOf(start);
  if (end === 'open') return `${isSerial ? 'c' : 'm'}${from}9999`;
  const to = end === 'unknown' ? 'uuuu' : fourOf(end);
  if (isSerial) return end === 'unknown' ? `u${from}uuuu` : `d${from}${to}`;
  return `m${from}${to}`;
}

// Digits nobody knows are `u`; years of more than four digits have no place here.
const fourOf = ({ year }: EdtfPoint) => (/^[\dX]{4}$/.test(year) ? year.replaceAll('X', 'u') : 'uuuu');

/** A date as it stands in 264 $c, in brackets where it is a cataloguer's: `1954`, `[1954?]`, `[khoảng 1954]`, `[195-]`, `1950-1955`. */
export function shownDate(date: DateRange): string {
  const parts = edtfParts(date);
  if (parts.kind === 'point') return shownPoint(parts.point);
  const [from, to] = [parts.start, parts.end].map((end) => (typeof end === 'string' ? '' : shownPoint(end)));
  return `${from}-${to}`;
}

function shownPoint(point: EdtfPoint): string {
  const plain = plainDate(point) ?? point.year.replaceAll('X', '-');
  const about = point.isApproximate ? `khoảng ${plain}` : plain;
  const doubted = point.isUncertain ? `${about}?` : about;
  return isDoubtful(point) || point.year.includes('X') ? `[${doubted}]` : doubted;
}

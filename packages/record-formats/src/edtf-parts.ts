import type { DateRange } from '@diachi/domain';

/** One date as EDTF writes it. */
export type EdtfPoint = {
  /** As written, without what is doubted of it. */
  readonly text: string;
  /** As written: `1954`, `195X`, `-0044`, `Y17000`. */
  readonly year: string;
  /** 01 to 12; null for a season and where it is not known. */
  readonly month: string | null;
  readonly day: string | null;
  readonly isUncertain: boolean;
  readonly isApproximate: boolean;
};

/** `open`: it goes on, or nobody set a beginning. `unknown`: it ended, and nobody knows when. */
export type EdtfEnd = EdtfPoint | 'open' | 'unknown';

export type EdtfParts =
  | { readonly kind: 'point'; readonly point: EdtfPoint }
  | { readonly kind: 'interval'; readonly start: EdtfEnd; readonly end: EdtfEnd };

/** A date that was parsed before, taken apart (EDTF levels 0 and 1). */
export function edtfParts({ text }: Pick<DateRange, 'text'>): EdtfParts {
  const [start = '', end] = text.split('/');
  if (end === undefined) return { kind: 'point', point: pointOf(start) };
  return { kind: 'interval', start: endOf(start), end: endOf(end) };
}

const endOf = (written: string): EdtfEnd => {
  if (written === '..') return 'open';
  return written === '' ? 'unknown' : pointOf(written);
};

function pointOf(written: string): EdtfPoint {
  const [, text = written, doubt = ''] = /^(.*?)([?~%]?)$/.exec(written) ?? [];
  const [, year = text, month, day] = /^(-?[^-T]+|Y-?\d+)(?:-(\d\d))?(?:-(\d\d))?/.exec(text) ?? [];
  const isMonth = month !== undefined && Number(month) <= 12;
  return {
    text,
    year,
    month: isMonth ? month : null,
    day: isMonth ? (day ?? null) : null,
    isUncertain: doubt === '?' || doubt === '%',
    isApproximate: doubt === '~' || doubt === '%',
  };
}

/** Years as everybody writes them: four digits, all known, of our era. */
const hasPlainYear = ({ year }: EdtfPoint): boolean => /^\d{4}$/.test(year);

/** A date of ISO 8601 (also W3CDTF) as far as it is known: `1954`, `1954-05`, `1954-05-07`; null when its year is not all known. What is doubted of it is not said. */
export function plainDate(point: EdtfPoint): string | null {
  if (!hasPlainYear(point)) return null;
  return [point.year, point.month, point.day].filter((part) => part !== null).join('-');
}

/** True when an ISO 8601 date says all of it. */
export const isPlain = (point: EdtfPoint): boolean => plainDate(point) === point.text && !isDoubtful(point);

export const isDoubtful = ({ isUncertain, isApproximate }: EdtfPoint): boolean => isUncertain || isApproximate;

/** First and last year a date may fall in, four digits each; null where open, unknown or not of our era. */
export const yearEnds = ({
  fromYear,
  toYear,
}: DateRange): { readonly from: string | null; readonly to: string | null } => ({
  from: fourDigits(fromYear),
  to: fourDigits(toYear),
});

const fourDigits = (year: number | null): string | null =>
  year === null || year < 0 || year > 9999 ? null : String(year).padStart(4, '0');

import { Failure } from './failure.ts';

/** A date as written, and the years it may fall in (both included; null where open or unknown). */
export type DateRange = {
  readonly text: string;
  readonly fromYear: number | null;
  readonly toYear: number | null;
};

const year = String.raw`(?:-?\d{4}|-?\d{3}X|-?\d{2}XX|-?\dXXX|-?XXXX|Y-?\d{5,9})`;
const monthOrSeason = '(?:0[1-9]|1[0-2]|2[1-4]|XX)';
const day = String.raw`(?:0[1-9]|[12]\d|3[01]|XX)`;
const time = String.raw`T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:Z|[+-](?:0\d|1[0-4])(?::[0-5]\d)?)?`;
const date = new RegExp(`^(${year})(?:-(${monthOrSeason})(?:-(${day})(${time})?)?)?([?~%])?$`);

/**
 * Reads a date in EDTF level 0 or 1: ISO 8601-2:2019 and the Library of Congress specification
 * (dates, date-times, intervals, qualified `?~%`, unspecified `X`, seasons 21–24, open `..` and unknown ends, years
 * of more than four digits). Fails with `date.not-edtf`.
 */
export function parseEdtf(raw: string): DateRange {
  const text = raw.trim();
  const [start = '', end, ...rest] = text.split('/');
  if (rest.length > 0) throw notEdtf(text);
  if (end === undefined) return { text, ...yearsOf(start, text) };

  const isOpen = (part: string) => part === '' || part === '..';
  if (isOpen(start) && isOpen(end)) throw notEdtf(text);
  const from = isOpen(start) ? null : yearsOf(start, text).fromYear;
  const to = isOpen(end) ? null : yearsOf(end, text).toYear;
  if (from !== null && to !== null && from > to) throw notEdtf(text);
  return { text, fromYear: from, toYear: to };
}

function yearsOf(part: string, whole: string): { fromYear: number | null; toYear: number | null } {
  const found = date.exec(part);
  const [, written, month, dayOfMonth, timeOfDay, qualified] = found ?? [];
  if (!written || !dayExists(written, month, dayOfMonth)) throw notEdtf(whole);
  // Level 2 alone leaves digits open on the left of known ones, gives long years months, and doubts a time of day.
  const isOpenOnLeft = (month && written.includes('X')) || (month === 'XX' && dayOfMonth && dayOfMonth !== 'XX');
  const isLongYearsMonth = written.startsWith('Y') && month;
  const isDoubtfulTime = timeOfDay && (qualified || dayOfMonth === 'XX');
  if (isOpenOnLeft || isLongYearsMonth || isDoubtfulTime) throw notEdtf(whole);
  if (written.endsWith('XXXX')) return { fromYear: null, toYear: null };

  const digits = written.replace(/^Y/, '');
  const ends = [Number(digits.replaceAll('X', '0')), Number(digits.replaceAll('X', '9'))];
  return { fromYear: Math.min(...ends), toYear: Math.max(...ends) };
}

function dayExists(written: string, month?: string, dayOfMonth?: string): boolean {
  if (!month || !dayOfMonth) return true;
  // EDTF has no day in a season.
  if (Number(month) > 12) return false;
  if (month === 'XX' || dayOfMonth === 'XX') return true;
  const leap = /^-?\d+$/.test(written) ? Number(written) : 2000;
  const days = new Date(Date.UTC(2000, Number(month), 0)).getUTCDate();
  const isCommonYear = leap % 4 !== 0 || (leap % 100 === 0 && leap % 400 !== 0);
  return Number(dayOfMonth) <= (month === '02' && isCommonYear ? 28 : days);
}

const notEdtf = (text: string) =>
  new Failure(
    'invalid',
    'date.not-edtf',
    `“${text}” is not a date in EDTF: write 1954, 1954-05-07, 195X, 1954~ or 1950/1955.`,
    {
      details: { date: text },
    },
  );

import type { DateRange } from '@diachi/domain';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** A date as `navDate` says it (an XSD dateTime with a time zone); null unless the day is known beyond doubt. */
export function exactDay(date: DateRange | null): string | null {
  if (date === null) return null;
  if (DAY.test(date.text)) return `${date.text}T00:00:00Z`;
  return MOMENT.test(date.text) ? date.text : null;
}

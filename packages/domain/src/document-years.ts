import type { DateRange } from './edtf.ts';

/** Longer spans count only at their ends: nobody asks for the decades of a geological age. */
const MOST_DECADES = 200;

/** First years of every decade a date may fall in. A side left open or unknown counts with the other side's decade. */
export function decadesOf(date: DateRange | null): readonly number[] {
  const from = date?.fromYear ?? date?.toYear ?? null;
  const to = date?.toYear ?? date?.fromYear ?? null;
  if (from === null || to === null) return [];
  const first = decadeOf(from);
  const last = decadeOf(to);
  const count = (last - first) / 10 + 1;
  if (count > MOST_DECADES) return [first, last];
  return Array.from({ length: count }, (_, step) => first + step * 10);
}

const decadeOf = (year: number) => Math.floor(year / 10) * 10;

import type { Messages } from '../messages/vi.ts';

const form = /^(\d{3}[\dX]|\d{2}XX)(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?([?~%])?$/;

/** A date in EDTF as people say it. Rarer forms, seasons and years before our era among them, stay as they are written. */
export function dateWords({ dates }: Messages, text: string): string {
  const [start = '', end, ...rest] = text.split('/');
  if (rest.length > 0) return text;
  const from = pointWords(dates, start);
  if (end === undefined) return from ?? text;
  const to = pointWords(dates, end);
  if (from && to) return dates.span(from, to);
  if (from && end === '..') return dates.since(from);
  return to && start === '..' ? dates.until(to) : text;
}

function pointWords(dates: Messages['dates'], written: string): string | null {
  const [, year, month, day, doubt] = form.exec(written) ?? [];
  if (!year) return null;
  const first = Number(year.replaceAll('X', '0'));
  if (year.includes('X') && month) return null;
  const words = wordsOf();
  if (doubt === '~') return dates.about(words);
  if (doubt === '?') return dates.uncertain(words);
  return doubt ? dates.uncertain(dates.about(words)) : words;

  function wordsOf(): string {
    if (year?.endsWith('XX')) return dates.years(first, first + 99);
    if (year?.endsWith('X')) return dates.decade(first);
    if (month && day) return dates.day(first, Number(month), Number(day));
    return month ? dates.month(first, Number(month)) : String(first);
  }
}

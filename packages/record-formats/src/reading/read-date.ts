import { type DateRange, isFailure, parseEdtf } from '@diachi/domain';

/** A date of somebody else's catalogue as EDTF, in whichever of the usual ways it is written; null when it is no date we understand. */
export function readDate(written: string): DateRange | null {
  const text = written.trim().slice(0, 100);
  return (
    edtf(text) ??
    edtf(text.replace(/T.*$/, '')) ??
    edtf(inEdtf(text)) ??
    edtf(/(?<!\d)\d{4}(?!\d)/.exec(text)?.[0] ?? '')
  );
}

function edtf(text: string): DateRange | null {
  if (text === '') return null;
  try {
    return parseEdtf(text);
  } catch (thrown) {
    if (isFailure(thrown)) return null;
    throw thrown;
  }
}

const ABOUT = /^(?:ca?\.?|circa|khoảng|about|approximately|vers|ước chừng)\s*(?=\d)/i;

/** What cataloguers write in brackets and with words; empty when it is nothing of that. */
function inEdtf(written: string): string {
  const bare = written
    .replace(/[[\]()<>©]/g, '')
    .replace(/^(?:năm|copyright|c|cop\.|tr|p)\s*(?=\d{4})/i, (found) =>
      found === 'c' && written.startsWith('[') ? 'ca ' : '',
    )
    .replace(/[.,;:]+$/, '')
    .trim();
  const about = ABOUT.test(bare);
  const isDoubtful = /\?$/.test(bare);
  const core = bare.replace(ABOUT, '').replace(/\?$/, '').trim();
  const doubt = about && isDoubtful ? '%' : about ? '~' : isDoubtful ? '?' : '';

  const [, decade] = /^(\d{3})-$/.exec(core) ?? [];
  if (decade) return `${decade}X${doubt}`;
  const [, century] = /^(\d{2})--$/.exec(core) ?? [];
  if (century) return `${century}XX${doubt}`;
  const [, from, to] = /^(\d{4})\s*[-–]\s*(\d{4})?$/.exec(core) ?? /^between (\d{4}) and (\d{4})$/i.exec(core) ?? [];
  if (from) return `${from}${doubt}/${to ? `${to}${doubt}` : '..'}`;
  const [, day, month, year] = /^(?:(\d{1,2})[/.-])?(\d{1,2})[/.-](\d{4})$/.exec(core) ?? [];
  if (year && month) return [year, two(month), ...(day ? [two(day)] : [])].join('-');
  return /^\d{4}(-\d\d){0,2}$/.test(core) ? `${core}${doubt}` : '';
}

const two = (digits: string) => digits.padStart(2, '0');

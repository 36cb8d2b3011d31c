import type { DateRange } from '@diachi/domain';
import { readDate } from '../reading/read-date.ts';
import type { MarcRecord } from './marc-record.ts';

/** The date of a MARC record: as EDTF where 046 has one, else as 264 $c doubts it, else as 008 codes it. */
export function readMarcDate({ controlFields, dataFields }: MarcRecord, shown: string | undefined): DateRange | null {
  const coded = dataFields.find(
    ({ tag, subfields }) => tag === '046' && subfields.some(({ value }) => value === 'edtf'),
  );
  const inCoded = (code: string) => coded?.subfields.find((one) => one.code === code)?.value ?? '';
  const exact = coded && readDate([inCoded('k'), inCoded('l')].filter((one) => one !== '').join('/'));
  if (exact) return exact;
  const asShown = shown === undefined ? null : readDate(shown);
  if (asShown && /[~?%X]/.test(asShown.text)) return asShown;
  return readDate(fixedDate(controlFields.find(({ tag }) => tag === '008')?.value ?? '')) ?? asShown;
}

/** 008/06–14 as EDTF; empty when it says no date. */
function fixedDate(fixed: string): string {
  const [type, first, second] = [fixed.charAt(6), year(fixed.slice(7, 11)), year(fixed.slice(11, 15))];
  if ('strp'.includes(type) && type !== '') return first;
  if (type === 'e') {
    const [, month = '', day = ''] = /^(\d\d)(\d\d)?/.exec(fixed.slice(11, 15)) ?? [];
    return [first, month, day].filter((part) => part !== '').join('-');
  }
  if (type === 'c') return `${first}/..`;
  if (type === 'u') return `${first}/`;
  return 'dikmq'.includes(type) && type !== '' ? interval(first, second) : '';
}

const year = (digits: string) => (/^\d[\du]{3}$/.test(digits) ? digits.replaceAll('u', 'X') : '');

const interval = (from: string, to: string) => (to === '9999' ? `${from}/..` : `${from || '..'}/${to}`);

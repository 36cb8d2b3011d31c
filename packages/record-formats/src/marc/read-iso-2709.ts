import { Failure } from '@diachi/domain';
import type { MarcDataField, MarcRecord } from './marc-record.ts';

const LEADER_BYTES = 24;
const ENTRY_BYTES = 12;
const FIELD_END = 0x1e;
const ESCAPE = 0x1b;

/**
 * Reads the first record of an ISO 2709 file. Fails with `record.not-marc` where lengths and places do not fit the bytes, and with
 * `record.marc-8` where it is in the older coding of characters, which is not guessed at.
 */
export function readIso2709(bytes: Uint8Array): MarcRecord {
  const ascii = (from: number, to: number) => new TextDecoder('latin1').decode(bytes.subarray(from, to));
  const leader = ascii(0, LEADER_BYTES);
  const length = wholeNumber(leader.slice(0, 5));
  const base = wholeNumber(leader.slice(12, 17));
  if (bytes.length < length || base > length || base < LEADER_BYTES + 1) throw notMarc();
  const record = bytes.subarray(0, length);
  if (leader.charAt(9) !== 'a' && record.some((byte) => byte > 0x7f || byte === ESCAPE)) throw isMarc8();

  const directory = ascii(LEADER_BYTES, base - 1);
  if (directory.length % ENTRY_BYTES !== 0 || record[base - 1] !== FIELD_END) throw notMarc();
  const fields = Array.from({ length: directory.length / ENTRY_BYTES }, (_, entry) => {
    const at = entry * ENTRY_BYTES;
    const size = wholeNumber(directory.slice(at + 3, at + 7));
    const start = base + wholeNumber(directory.slice(at + 7, at + 12));
    if (size === 0 || start + size > length || record[start + size - 1] !== FIELD_END) throw notMarc();
    return { tag: directory.slice(at, at + 3), value: decode(record.subarray(start, start + size - 1)) };
  });
  return {
    leader: `00000${leader.slice(5, 12)}00000${leader.slice(17)}`,
    controlFields: fields.filter(({ tag }) => tag.startsWith('00')),
    dataFields: fields.filter(({ tag }) => !tag.startsWith('00')).map(({ tag, value }) => dataField(tag, value)),
  };
}

function dataField(tag: string, value: string): MarcDataField {
  const [indicators = '', ...subfields] = value.split('\x1f');
  return {
    tag,
    indicators: indicators.padEnd(2).slice(0, 2),
    subfields: subfields.filter((one) => one !== '').map((one) => ({ code: one.charAt(0), value: one.slice(1) })),
  };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw notMarc(cause);
  }
}

function wholeNumber(digits: string): number {
  if (/^\d+$/.test(digits)) return Number(digits);
  throw notMarc();
}

const notMarc = (cause?: unknown) =>
  new Failure('invalid', 'record.not-marc', 'This is no MARC record, or it is damaged.', { cause });

const isMarc8 = () =>
  new Failure(
    'invalid',
    'record.marc-8',
    'This MARC record is in MARC-8. Have it converted to UTF-8 (leader/09 “a”) first.',
  );
